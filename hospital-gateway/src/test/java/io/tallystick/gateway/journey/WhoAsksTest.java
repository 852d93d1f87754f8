package io.tallystick.gateway.journey;

import static io.tallystick.gateway.journey.Riverside.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tallystick.gateway.exchange.app.Received;
import io.tallystick.gateway.exchange.app.Searches;
import io.tallystick.gateway.exchange.domain.Search;
import io.tallystick.gateway.exchange.domain.Sought;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.LedgerQueries;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.release.ReleasePackage;
import io.tallystick.kit.requester.Askers;
import io.tallystick.kit.testing.ConsortiumResource;
import io.tallystick.kit.testing.TestTokens;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.consent.Actor;
import io.tallystick.vocabulary.consent.RequesterAssertion;
import io.tallystick.vocabulary.consent.ResourceAttributes;
import io.tallystick.vocabulary.consent.WhoAsks;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerEntry.Access;
import io.tallystick.vocabulary.ledger.ReleasedLeaf;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A consent for a role, a practitioner or a care team, and who says to be one. */
@QuarkusTest
@QuarkusTestResource(
    value = ConsortiumResource.class,
    initArgs = {
      @ResourceArg(name = "org", value = "riverside"),
      @ResourceArg(name = "service", value = "hospital-gateway")
    })
class WhoAsksTest {

  private static final Ids IDS = Ids.secure();
  private static final Asking HARBOR = new Asking("harbor");
  private static final Actor ADJUDICATOR = Askers.role("adjudicator");
  private static final Actor HANK = Askers.practitioner("harbor", "hank");

  @Inject Harbor harbor;
  @Inject LedgerQueries ledger;
  @Inject Searches searches;
  @Inject Received received;
  @Inject Transactions transactions;

  @Test
  void a_consent_for_a_role_releases_to_that_role_only_and_the_ledger_holds_the_word() {
    var patient = TestPatient.enrolled().published();
    grants(patient, Map.of("actors", List.of(actor(ADJUDICATOR))));
    var claim = harbor.claim();

    assertThat(harbor.asks(patient, claim, "Condition")).containsEntry("permitted", false);
    var others = List.of(HANK, Askers.role("plan-manager"));
    assertThat(harbor.asksBy(others, patient, claim, "Condition"))
        .containsEntry("permitted", false);
    var asked = harbor.asksBy(List.of(HANK, ADJUDICATOR), patient, claim, "Condition");

    assertThat(asked).containsEntry("permitted", true);
    var id = asked.get("accessId").toString();
    var released = opened(id);
    assertThat(released.leaves()).isNotEmpty();
    var word = ledger.get("access:get", id, Access.class).orElseThrow().requester();
    assertThat(word).hasSize(64);
    assertThat(new Commitment(word).opensWith(released.releaseSalt(), "another".getBytes()))
        .isFalse();
  }

  @Test
  void a_task_waits_for_the_role_it_is_asked_by_and_the_patient_reads_who_asks() {
    var patient = TestPatient.enrolled().published();
    var byDesk = task(patient, List.of(HANK, ADJUDICATOR));
    String waits = HARBOR.post(byDesk).then().statusCode(201).extract().path("id");
    String anonymous = HARBOR.post(plain(patient)).then().statusCode(201).extract().path("id");
    patient
        .get("/me/consent-requests")
        .then()
        .body("find{it.requestId=='" + waits + "'}.actors.value", contains("hank", "adjudicator"))
        .body("find{it.requestId=='" + anonymous + "'}.actors", equalTo(List.of()));

    grants(patient, Map.of("actors", List.of(actor(ADJUDICATOR))));

    HARBOR.read(waits).then().body("status", equalTo("completed"));
    HARBOR.read(anonymous).then().body("status", equalTo("accepted"));
  }

  @Test
  void a_word_that_is_not_the_requesters_own_for_this_request_is_refused() {
    var patient = TestPatient.enrolled().published();
    var forged = Harbor.word("R", List.of(HANK), "riverside");
    refused(patient, IDS.next(), forged, "for another request");
    var id = IDS.next();
    refused(patient, id, Harbor.word(id, List.of(HANK), "summit"), "for another hospital");
    var mine = Harbor.word(id, List.of(HANK), "riverside");
    var bent =
        new RequesterAssertion(
            id,
            "harbor",
            "riverside",
            "HPAYMT",
            List.of(ADJUDICATOR),
            null,
            mine.word().notAfter());
    refused(patient, id, new WhoAsks(bent, mine.signature()), "altered after it was signed");
  }

  @Test
  void what_was_released_to_one_clinicians_search_is_read_and_reused_by_nobody_else() {
    var patient = TestPatient.enrolled();
    var search = received(patient.patientId(), "reyes");
    var accessId = search.asks().getFirst().accessId();
    var one = "/exchange/searches/" + search.searchId();
    var decision = "/fhir/Patient/$everything?decision=" + accessId;
    var everything = "/fhir/Patient/" + patient.patientId() + "/$everything";
    var reuse = Map.of("accessId", accessId, "recordId", search.searchId(), "leaf", 0);

    var reyes = TestTokens.staff("riverside", "reyes", "clinician");
    as(reyes).get(one).then().body("results.resource.id", contains("glucose"));
    as(reyes).get("/exchange/searches").then().body("searchId", hasItem(search.searchId()));
    as(reyes).get(decision).then().body("total", equalTo(1));
    as(reyes).get(everything).then().body("total", equalTo(1));

    var other = TestTokens.staff("riverside", "okafor", "clinician");
    as(other).get(one).then().statusCode(404).body("code", equalTo("search.not-found"));
    as(other).get("/exchange/searches").then().body("searchId", not(hasItem(search.searchId())));
    as(other).get(decision).then().statusCode(404).body("code", equalTo("release.not-found"));
    as(other).get(everything).then().body("total", equalTo(0));
    as(other)
        .body(reuse)
        .post("/exchange/reuses")
        .then()
        .statusCode(404)
        .body("code", equalTo("result.not-found"));
  }

  /** A search as it stands once another hospital's only result has come. */
  private Search received(String patientId, String clinician) {
    var accessId = IDS.next();
    var searchId = IDS.next();
    var now = Instant.now();
    var ask = new Search.Ask(searchId, "summit", null, Search.State.TO_SEND, null);
    var sought = new Sought("TREAT", List.of("Observation"), null, null, null);
    var open = new Search(searchId, patientId, clinician, now, now, sought, List.of(ask), Map.of());
    var attributes = new ResourceAttributes("Observation", List.of(), List.of(), null);
    var leaf =
        new ReleasePackage.Leaf(
            new ReleasedLeaf(searchId, 0, false, attributes),
            IDS.salt(),
            "{\"resourceType\":\"Observation\",\"id\":\"glucose\"}".getBytes(),
            List.of(),
            1,
            "");
    var given =
        new ReleasePackage(
            accessId, "summit", "riverside", "TREAT", null, 0, IDS.salt(), List.of(leaf));
    return transactions.inTransaction(
        tx -> {
          searches.add(tx, open);
          received.keep(tx, given, patientId, now);
          searches.move(tx, ask, IDS.next(), Search.State.RECEIVED, accessId, now);
          return searches.find(tx, searchId).orElseThrow();
        });
  }

  @Test
  void the_ledger_says_what_the_recipient_owes_and_nothing_leaves_once_a_term_is_over() {
    var patient = TestPatient.enrolled().published();
    var duties =
        List.of(Map.of("duty", "ERASE", "afterDays", 7), Map.of("duty", "NO_REDISCLOSURE"));
    grants(patient, Map.of("obligations", duties));
    var asked = harbor.asks(patient, harbor.claim(), "Condition");
    assertThat(asked).containsEntry("permitted", true).containsEntry("receiptStatus", "NOT_OWED");
    var access =
        ledger.get("access:get", asked.get("accessId").toString(), Access.class).orElseThrow();
    assertThat(access.duties().eraseBy()).isEqualTo(access.at().plus(Duration.ofDays(7)));
    assertThat(access.noRedisclosure()).isTrue();
    patient
        .get("/me/accesses")
        .then()
        .body("[0].duties.eraseBy", equalTo(access.eraseBy().toString()))
        .body("[0].duties.noRedisclosure", equalTo(true));

    var late = TestPatient.enrolled().published();
    grants(late, Map.of("obligations", List.of(Map.of("duty", "ERASE", "on", "2026-01-01"))));
    assertThat(harbor.asks(late, harbor.claim(), "Condition")).containsEntry("permitted", false);
  }

  private void refused(TestPatient patient, String requestId, WhoAsks word, String why) {
    var task = plain(patient);
    task.put("identifier", List.of(Map.of("system", "urn:harbor", "value", requestId)));
    HARBOR
        .post(with(task, word))
        .then()
        .statusCode(422)
        .body("problems.code", hasItem("task.asker-not-yours"));
    assertThat(why).isNotEmpty();
  }

  private static Map<String, Object> task(TestPatient patient, List<Actor> askers) {
    var id = IDS.next();
    var task = plain(patient);
    task.put("identifier", List.of(Map.of("system", "urn:harbor", "value", id)));
    return with(task, Harbor.word(id, askers, "riverside"));
  }

  private static Map<String, Object> plain(TestPatient patient) {
    return HARBOR.query(
        patient.mrn(), "Condition?patient=x", Instant.now().plus(Duration.ofDays(1)));
  }

  private static Map<String, Object> with(Map<String, Object> task, WhoAsks word) {
    var inputs = new ArrayList<Object>((List<?>) task.get("input"));
    inputs.add(
        Map.of(
            "type",
            Asking.concept("https://tallystick.example/ns/task-input", "who-asks"),
            "valueString",
            CanonicalJson.text(word)));
    task.put("input", inputs);
    return task;
  }

  private static void grants(TestPatient patient, Map<String, Object> narrower) {
    var permit = new HashMap<String, Object>(narrower);
    permit.put("effect", "PERMIT");
    permit.put("purposes", List.of("HPAYMT"));
    permit.put("classes", List.of("Encounter", "Condition"));
    var wish =
        Map.of(
            "patient",
            patient.patientId(),
            "grantee",
            "harbor",
            "statements",
            List.of(Map.of("provisions", List.of(permit))),
            "days",
            30);
    var draft = Riverside.patient(patient.subject()).body(wish).post("/me/consents/draft");
    patient.sign(draft, "/me/consents").then().statusCode(201);
  }

  private static Map<String, Object> actor(Actor actor) {
    return Map.of("kind", actor.kind().name(), "system", actor.system(), "value", actor.value());
  }

  private ReleasePackage opened(String decisionId) {
    var sealed = HARBOR.service().get("/releases/" + decisionId).then().statusCode(200).extract();
    return harbor.opens(sealed.asString());
  }
}
