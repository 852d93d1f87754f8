package io.tallystick.gateway.journey;

import static io.tallystick.gateway.journey.Riverside.insurer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.testing.ConsortiumResource;
import io.tallystick.kit.testing.TestEvents;
import io.tallystick.kit.testing.TestInstitution;
import io.tallystick.vocabulary.ledger.AccessOperation.GiveReceipt;
import io.tallystick.vocabulary.ledger.LedgerEntry.Disposition;
import io.tallystick.vocabulary.ledger.LedgerEntry.RetentionGround;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a custodian makes of a revocation towards those who had received something. */
@QuarkusTest
@QuarkusTestResource(
    value = ConsortiumResource.class,
    initArgs = {
      @ResourceArg(name = "org", value = "riverside"),
      @ResourceArg(name = "service", value = "hospital-gateway")
    })
class ReceiptTest {

  private static final Ids IDS = Ids.secure();
  private static final String ACCESSES = "/me/accesses";

  @Inject Harbor harbor;
  @Inject Elsewhere elsewhere;

  @Test
  void after_a_revocation_the_recipient_is_told_what_it_owes_and_the_patient_sees_it_missing() {
    var patient = TestPatient.enrolled().published();
    var head = patient.grants("harbor", List.of("Condition"), List.of());
    var accessId = permitted(patient);
    patient.get(ACCESSES).then().body("[0].receiptStatus", equalTo("NOT_OWED"));

    patient.revokes(head);

    var told =
        TestInstitution.of("harbor")
            .events()
            .await("records", "erasure.owed", head, Duration.ofSeconds(60))
            .orElseThrow();
    assertThat(told.content().toString())
        .isEqualTo("{\"accessIds\":[\"" + accessId + "\"],\"headId\":\"" + head + "\"}");
    patient
        .get(ACCESSES)
        .then()
        .body("[0].receiptStatus", equalTo("MISSING"))
        .body("[0].owedSince", notNullValue())
        .body("[0].receipt", nullValue());
  }

  @Test
  void a_revocation_that_another_institution_submits_is_told_of_too() {
    var patient = TestPatient.enrolled().published();
    var head = patient.grants("harbor", List.of("Condition"), List.of());
    permitted(patient);
    elsewhere.submitRevocation(patient, head);
    assertThat(
            TestInstitution.of("harbor")
                .events()
                .await("records", "erasure.owed", head, Duration.ofSeconds(60)))
        .isPresent();
  }

  @Test
  void a_receipt_shows_to_the_patient_with_its_ground_and_until_when() {
    var patient = TestPatient.enrolled().published();
    var head = patient.grants("harbor", List.of("Condition"), List.of());
    var accessId = permitted(patient);
    patient.revokes(head);
    var until = Instant.now().plus(Duration.ofDays(90)).truncatedTo(ChronoUnit.MILLIS);

    gives(accessId, 1, Disposition.RETAINED, RetentionGround.LEGAL_OBLIGATION, until);

    harbor.until(() -> notices(patient).size() == 1);
    patient
        .get(ACCESSES)
        .then()
        .body("[0].receiptStatus", equalTo("RETAINED"))
        .body("[0].receipt.ground", equalTo("LEGAL_OBLIGATION"))
        .body("[0].receipt.until", equalTo(until.toString()));

    gives(accessId, 2, Disposition.ERASED, null, null);

    harbor.until(() -> notices(patient).size() == 2);
    patient.get(ACCESSES).then().body("[0].receiptStatus", equalTo("ERASED"));
    patient
        .get("/me/notices")
        .then()
        .body("kind", contains("ERASED", "RETAINED"))
        .body("[0].accessId", equalTo(accessId))
        .body("[0].org", equalTo("harbor"))
        .body("[0].seenAt", nullValue());
    Riverside.patient(patient.subject())
        .post("/me/notices/seen?patient=" + patient.patientId())
        .then()
        .statusCode(204);
    patient.get("/me/notices").then().body("[0].seenAt", notNullValue());
    var stranger = TestPatient.enrolled();
    Riverside.patient(stranger.subject())
        .get("/me/notices?patient=" + patient.patientId())
        .then()
        .statusCode(404)
        .body("code", equalTo("patient.not-found"));
  }

  private String permitted(TestPatient patient) {
    var access = harbor.asks(patient, harbor.claim(), "Condition");
    assertThat(access).containsEntry("permitted", true);
    var accessId = access.get("accessId").toString();
    insurer("harbor").get("/releases/" + accessId).then().statusCode(200);
    return accessId;
  }

  /** As an insurer's service does: on the ledger, then the event. */
  private static void gives(
      String accessId, long version, Disposition what, RetentionGround ground, Instant until) {
    var me = TestInstitution.of("harbor");
    var given = new GiveReceipt(IDS.next(), accessId, version, what, ground, until);
    var receipt = me.submit(given, null, "riverside", "harbor");
    var content = new java.util.LinkedHashMap<String, Object>();
    content.put("accessId", accessId);
    content.put("disposition", what.name());
    if (ground != null) content.put("ground", ground.name());
    if (until != null) content.put("until", until.toString());
    TestEvents.send(
        me.events()
            .prepare(
                "erasure.receipted", "riverside", "records", accessId, receipt, content, false));
  }

  private static List<Map<String, Object>> notices(TestPatient patient) {
    return patient.get("/me/notices").then().statusCode(200).extract().path("");
  }
}
