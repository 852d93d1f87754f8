package io.tallystick.gateway.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tallystick.gateway.matching.app.MatchCases;
import io.tallystick.gateway.matching.domain.MatchCase;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.LedgerQueries;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.testing.ConsortiumResource;
import io.tallystick.kit.testing.TestTokens;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** An encounter here has two conditions (HIV and a fracture) and a report in words. */
@QuarkusTest
@QuarkusTestResource(
    value = ConsortiumResource.class,
    initArgs = {
      @ResourceArg(name = "org", value = "riverside"),
      @ResourceArg(name = "service", value = "hospital-gateway")
    })
class TasksTest {

  private static final Ids IDS = Ids.secure();
  private static final String FRACTURE = "65966004";
  private static final String REQUESTS = "/me/consent-requests";
  private static final String STANDING = "businessStatus.coding[0].code";
  private static final String WHY = "statusReason.coding[0].code";
  private static final Asking HARBOR = new Asking("harbor");

  @Inject Harbor harbor;
  @Inject LedgerQueries ledger;
  @Inject Transactions transactions;
  @Inject MatchCases cases;

  @Test
  void whoever_asks_for_many_does_not_keep_others_from_the_clerk() {
    var none = new IllegalStateException("rolled back");
    assertThatThrownBy(
            () ->
                transactions.useTransaction(
                    tx -> {
                      waits(tx, "harbor", 300, Instant.EPOCH);
                      waits(tx, "summit", 1, Instant.now());
                      assertThat(cases.waiting(tx)).extracting(MatchCase::org).contains("summit");
                      throw none;
                    }))
        .isSameAs(none);
  }

  private static void waits(Handle tx, String org, int many, Instant since) {
    tx.execute(
        """
        insert into match_case (case_id, org, sought, state, asked_at)
        select ? || n, ?, 'of ' || n, 'WAITING', ? from generate_series(1, ?) as n""",
        org,
        org,
        since,
        many);
  }

  @Test
  void a_standing_consent_answers_at_once() {
    var patient = TestPatient.enrolled().published();
    patient.grants("harbor", List.of("Encounter", "Condition"), List.of());
    var done =
        HARBOR
            .post(HARBOR.query(patient.mrn(), "Condition?patient=x", tomorrow()))
            .then()
            .statusCode(201)
            .body("status", equalTo("completed"))
            .body(STANDING, equalTo("released"))
            .extract();
    patient.get(REQUESTS).then().body("$", equalTo(List.of()));
    assertThat(released(done.path("output[0].valueReference.identifier.value")))
        .containsExactlyInAnyOrder("Condition", "Encounter");
    String url = done.path("output[0].valueReference.reference");
    assertThat(url)
        .endsWith("/releases/" + done.<String>path("output[0].valueReference.identifier.value"));
  }

  @Test
  void the_patient_narrows_and_exactly_that_is_released() {
    var patient = TestPatient.enrolled().published();
    var asked =
        HARBOR.query(
            patient.mrn(),
            "?_type=Condition,DiagnosticReport&patient=x&date=ge2026-01-01",
            tomorrow());
    String task = HARBOR.post(asked).then().statusCode(201).extract().path("id");
    HARBOR.read(task).then().body("status", equalTo("accepted")).body("output", nullValue());
    var request =
        patient
            .get(REQUESTS)
            .then()
            .body("[0].requestId", equalTo(task))
            .body("[0].claimId", nullValue())
            .body("[0].state", equalTo("OPEN"))
            .body("[0].suggestion.provisions[0].classes", hasItem("DiagnosticReport"))
            .body("[0].suggestion.provisions[0].dataFrom", equalTo("2026-01-01"))
            .extract();
    assertThat(request.<String>path("[0].granted")).isNull();
    patient.grants("harbor", List.of("Condition"), List.of());
    patient
        .get(REQUESTS)
        .then()
        .body("[0].state", equalTo("ANSWERED"))
        .body("[0].granted", equalTo("PART"));
    var done =
        HARBOR
            .read(task)
            .then()
            .body("status", equalTo("completed"))
            .body(STANDING, equalTo("released-in-part"))
            .extract();
    assertThat(released(done.path("output[0].valueReference.identifier.value")))
        .containsExactly("Condition");
    // Fetched: reading it again takes no further decision.
    var before = patient.get("/me/accesses").<List<?>>path("$").size();
    HARBOR.read(task).then().body("status", equalTo("completed"));
    assertThat(patient.get("/me/accesses").<List<?>>path("$")).hasSize(before);
  }

  @Test
  void a_code_is_asked_for_and_nothing_else_leaves() {
    var patient = TestPatient.enrolled().published();
    patient.grants("harbor", List.of("Encounter", "Condition"), List.of());
    var decision =
        HARBOR
            .post(HARBOR.query(patient.mrn(), "Condition?code=" + FRACTURE, tomorrow()))
            .then()
            .body("status", equalTo("completed"))
            .extract()
            .<String>path("output[0].valueReference.identifier.value");
    var leaves = open(decision);
    assertThat(leaves).hasSize(1);
    assertThat(leaves.getFirst()).contains(FRACTURE);
    HARBOR
        .post(HARBOR.query(patient.mrn(), "Condition?clinical-status=active", tomorrow()))
        .then()
        .body("status", equalTo("failed"))
        .body(WHY, equalTo("no-matching-results"));
  }

  @Test
  void nobody_known_looks_like_nobody_asked() {
    var patient = TestPatient.enrolled().published();
    var known = HARBOR.post(HARBOR.query(patient.mrn(), "Condition", tomorrow()));
    var unknown = HARBOR.post(HARBOR.query("M-nobody", "Condition", tomorrow()));
    for (var task : List.of(known, unknown)) {
      task.then()
          .statusCode(201)
          .body("status", equalTo("accepted"))
          .body(STANDING, equalTo("awaiting-consent"));
    }
    assertThat(known.jsonPath().getMap("").keySet())
        .isEqualTo(unknown.jsonPath().getMap("").keySet());
  }

  @Test
  void an_unanswered_request_lapses_and_the_ledger_says_so() {
    var patient = TestPatient.enrolled().published();
    var deadline = Instant.now().plusSeconds(4);
    String task = HARBOR.post(HARBOR.query(patient.mrn(), "Condition", deadline)).path("id");
    harbor.until(() -> "rejected".equals(HARBOR.read(task).path("status")));
    assertThat(Instant.now()).isAfterOrEqualTo(deadline);
    HARBOR.read(task).then().body(WHY, equalTo("lapsed"));
    patient.get(REQUESTS).then().body("[0].state", equalTo("EXPIRED"));
    harbor.until(() -> !patient.get("/me/accesses").<List<?>>path("$").isEmpty());
    String access = patient.get("/me/accesses").path("[0].accessId");
    var denied = ledger.get("access:get", access, LedgerEntry.Access.class).orElseThrow();
    assertThat(denied.permitted()).isFalse();
    // Too late: a consent given now is for the future.
    patient.grants("harbor", List.of("Condition"), List.of());
    HARBOR.read(task).then().body("status", equalTo("rejected")).body(WHY, equalTo("lapsed"));
    problem(
        Riverside.patient(patient.subject()).post(REQUESTS + "/" + task + "/decline"),
        409,
        "request.lapsed");
  }

  @Test
  void a_decline_and_a_denial_are_told_and_a_cancelled_task_is_not_asked() {
    var patient = TestPatient.enrolled().published();
    String declined = HARBOR.post(HARBOR.query(patient.mrn(), "Condition", tomorrow())).path("id");
    Riverside.patient(patient.subject())
        .post(REQUESTS + "/" + declined + "/decline")
        .then()
        .statusCode(200);
    HARBOR.read(declined).then().body("status", equalTo("rejected")).body(WHY, equalTo("declined"));

    String cancelled = HARBOR.post(HARBOR.query(patient.mrn(), "Procedure", tomorrow())).path("id");
    problem(cancel(new Asking("meridian"), cancelled), 404, "task.not-found");
    cancel(HARBOR, cancelled).then().statusCode(200).body("status", equalTo("cancelled"));
    problem(cancel(HARBOR, declined), 409, "task.ended");
    patient
        .get(REQUESTS)
        .then()
        .body("find{it.requestId=='" + cancelled + "'}.state", equalTo("WITHDRAWN"));
  }

  private static Response cancel(Asking who, String task) {
    var body = who.query("M", "Condition", tomorrow());
    body.put("status", "cancelled");
    return who.service().body(Riverside.json(body)).put("/fhir/Task/" + task);
  }

  @Test
  void a_task_is_its_requester_s_alone_and_taken_once() {
    var summit = new Asking("summit");
    var mrn = "M-" + IDS.next();
    var own = summit.query(mrn, "Observation", tomorrow());
    own.put("identifier", List.of(Map.of("system", "urn:summit", "value", IDS.next())));
    String task = summit.post(own).then().statusCode(201).extract().path("id");
    summit.post(own).then().statusCode(200).body("id", equalTo(task));
    own.put("priority", "urgent");
    problem(summit.post(own), 409, "task.duplicate");
    problem(HARBOR.read(task), 404, "task.not-found");
    summit
        .service()
        .get("/fhir/Task?status=accepted&_count=100")
        .then()
        .body("entry.resource.id", hasItem(task));
    HARBOR
        .service()
        .get("/fhir/Task?_count=100")
        .then()
        .body("entry.resource.requester.identifier.value.unique()", equalTo(List.of("harbor")));
    problem(Riverside.clerk().get("/fhir/Task/" + task), 403, "role.missing");
    var authority = new Asking("authority");
    problem(authority.post(authority.query(mrn, "Condition", tomorrow())), 403, "role.missing");
    var foreign = TestTokens.token("http://elsewhere", "x", Duration.ofMinutes(5), "service");
    problem(Riverside.as(foreign).get("/fhir/Task/" + task), 401, "token.issuer-unknown");
  }

  @Test
  void what_can_not_be_honoured_is_refused_by_its_element() {
    var sound = HARBOR.query("M-1", "Condition", tomorrow());
    refused(
        with(sound, "owner", Asking.identified(Asking.ORG, "summit")),
        "task.owner-not-us",
        "Task.owner.identifier");
    refused(
        with(sound, "requester", Asking.identified(Asking.ORG, "meridian")),
        "task.requester-not-you",
        "Task.requester.identifier");
    refused(
        with(sound, "for", Map.of("reference", "Patient/1")),
        "task.unsupported",
        "Task.for.reference");
    refused(with(sound, "status", "completed"), "task.invalid", "Task.status");
    refused(with(sound, "input", List.of()), "task.incomplete", "Task.input");
    refused(
        HARBOR.query("M-1", "Condition", Instant.now().minusSeconds(5)),
        "task.deadline-out-of-range",
        "Task.restriction.period.end");
    refused(
        HARBOR.query("M-1", "Condition?severity=x", tomorrow()),
        "task.unsupported",
        "Task.input[0].valueString");
    refused(HARBOR.query("M-1", "Nonsense", tomorrow()), "task.invalid", "Task.input[0]");
    refused(
        HARBOR.query("M-1", "Condition?date=2026-02-31", tomorrow()),
        "task.unsupported",
        "Task.input[0].valueString");
  }

  private static void refused(Map<String, Object> task, String code, String element) {
    var answer = HARBOR.post(task);
    problem(answer, 422, code);
    answer.then().body("problems.element", hasItem(element));
  }

  private static Map<String, Object> with(Map<String, Object> task, String name, Object value) {
    var other = new java.util.LinkedHashMap<>(task);
    other.put(name, value);
    return other;
  }

  private static Instant tomorrow() {
    return Instant.now().plus(Duration.ofDays(1));
  }

  /** The types of what a release holds, each once. */
  private List<String> released(String decisionId) {
    return harbor.opens(fetched(decisionId)).released().stream()
        .map(leaf -> leaf.attributes().type())
        .distinct()
        .toList();
  }

  private List<String> open(String decisionId) {
    return harbor.opens(fetched(decisionId)).leaves().stream()
        .map(leaf -> new String(leaf.document(), StandardCharsets.UTF_8))
        .toList();
  }

  private static String fetched(String decisionId) {
    return HARBOR
        .service()
        .get("/releases/" + decisionId)
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  private static void problem(Response response, int status, String code) {
    response.then().statusCode(status).body("code", equalTo(code));
  }
}
