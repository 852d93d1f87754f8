package io.tallystick.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tallystick.kit.testing.ConsortiumResource;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The encounter has an HIV condition, a fracture and a report in words, which touches all labels.
 */
@QuarkusTest
@QuarkusTestResource(
    value = ConsortiumResource.class,
    initArgs = {
      @ResourceArg(name = "org", value = "riverside"),
      @ResourceArg(name = "service", value = "hospital-gateway")
    })
class PreviewTest {

  private static final String PREVIEW = "/me/consents/preview";

  @Inject Harbor harbor;

  @Test
  void a_draft_shows_what_it_would_release_and_why_not_the_rest() {
    var patient = TestPatient.enrolled().published();
    var classes = List.of("Encounter", "Condition");
    var tried = tries(patient, permit(classes));
    tried
        .then()
        .statusCode(200)
        .body("released", equalTo(2))
        .body("withheld", equalTo(2))
        .body("records[0].released.type.sort()", contains("Condition", "Encounter"))
        .body("records[0].withheld.find{it.type=='Condition'}.why", equalTo("SENSITIVE"))
        .body("records[0].withheld.find{it.type=='Condition'}.labels", hasItem("HIV"))
        .body(
            "records[0].withheld.find{it.type=='DiagnosticReport'}.why", equalTo("NOT_MENTIONED"));
    assertThat(patient.get("/me/consents").<List<?>>path("$")).as("nothing is kept").isEmpty();
  }

  @Test
  void what_was_tried_is_what_is_released() {
    var patient = TestPatient.enrolled().published();
    var classes = List.of("Encounter", "Condition", "DiagnosticReport");
    int tried = tries(patient, permit(classes)).path("released");
    patient.grants("harbor", classes, List.of());
    var access = harbor.asks(patient, harbor.claim(), "Condition", "DiagnosticReport");
    assertThat(access).containsEntry("released", tried);
  }

  @Test
  void what_holds_already_counts_and_a_denial_is_told_as_one() {
    var patient = TestPatient.enrolled().published();
    patient.grants("harbor", List.of("Condition"), List.of());
    var deny = Map.of("effect", "DENY", "classes", List.of("Condition"));
    tries(patient, deny)
        .then()
        .body("released", equalTo(0))
        .body(
            "records[0].withheld.findAll{it.type=='Condition'}.why", contains("DENIED", "DENIED"));
    tries(patient, permit(List.of("Encounter"))).then().body("released", equalTo(2));
  }

  @Test
  void only_the_patient_tries_and_nonsense_is_refused() {
    var patient = TestPatient.enrolled().published();
    var stranger = TestPatient.enrolled();
    var body = body(patient, permit(List.of("Condition")));
    problem(
        Riverside.patient(stranger.subject()).body(body).post(PREVIEW), 404, "patient.not-found");
    problem(Riverside.clerk().body(body).post(PREVIEW), 403, "role.missing");
    problem(
        tries(patient, Map.of("effect", "PERMIT", "labels", List.of("NOPE"))),
        422,
        "consent.label-unknown");
  }

  private static Map<String, Object> permit(List<String> classes) {
    return Map.of("effect", "PERMIT", "purposes", List.of("HPAYMT"), "classes", classes);
  }

  private static Response tries(TestPatient patient, Map<String, Object> provision) {
    return Riverside.patient(patient.subject()).body(body(patient, provision)).post(PREVIEW);
  }

  private static Map<String, Object> body(TestPatient patient, Map<String, Object> provision) {
    return Map.of(
        "patient",
        patient.patientId(),
        "grantee",
        "harbor",
        "purpose",
        "HPAYMT",
        "statements",
        List.of(Map.of("provisions", List.of(provision))),
        "days",
        30);
  }

  private static void problem(Response response, int status, String code) {
    response.then().statusCode(status).body("code", equalTo(code));
  }
}
