package io.tallystick.gateway.journey;

import static io.tallystick.gateway.journey.Riverside.clerk;
import static io.tallystick.gateway.journey.Riverside.patient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.LedgerQueries;
import io.tallystick.kit.testing.ConsortiumResource;
import io.tallystick.vocabulary.ledger.LedgerEntry.ConsentHead;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several keys for one patient, keys of others, and none at all. */
@QuarkusTest
@QuarkusTestResource(
    value = ConsortiumResource.class,
    initArgs = {
      @ResourceArg(name = "org", value = "riverside"),
      @ResourceArg(name = "service", value = "hospital-gateway")
    })
class KeysAndPaperTest {

  private static final Ids IDS = Ids.secure();
  private static final byte[] PDF = "%PDF-1.7 a form".getBytes();

  @Inject Harbor harbor;
  @Inject LedgerQueries ledger;

  @Test
  void a_new_key_goes_on_with_what_a_lost_one_granted_and_the_patient_is_told() {
    var old = TestPatient.enrolled().published();
    var head = old.grants("harbor", List.of("Condition"), List.of());
    var claim = harbor.claim();
    lose(old, "LOST");
    var again = old.withNewKey();
    again.get("/me/consents").then().body("[0].state", equalTo("ACTIVE"));
    assertThat(harbor.asks(again, claim, "Condition")).containsEntry("permitted", true);
    assertThat(again.grants("harbor", List.of("Encounter"), List.of())).isEqualTo(head);
    assertThat(head(head).keys()).isEqualTo(2);
    assertThat(head(head).basis()).isEqualTo("patient-key");
    again
        .get("/me/keys")
        .then()
        .body("keys.state", contains("ATTESTED", "REVOKED"))
        .body("keys.endedFor[1]", equalTo("LOST"))
        .body("notices.kind", contains("NEW_KEY", "LOST", "NEW_KEY"))
        .body("notices.seen", contains(false, false, false));
    patient(again.subject()).post("/me/keys/seen?patient=" + again.patientId());
    again.get("/me/keys").then().body("notices.seen", contains(true, true, true));
    again.revokes(head);
    assertThat(harbor.asks(again, claim, "Condition")).containsEntry("reason", "NO_CONSENT");
  }

  @Test
  void two_keys_at_once_take_turns_and_the_old_signature_of_either_serves_once() {
    var phone = TestPatient.enrolled();
    var laptop = phone.withNewKey();
    var head = phone.grants("harbor", List.of("Condition"), List.of());
    assertThat(laptop.grants("harbor", List.of("Encounter"), List.of())).isEqualTo(head);
    assertThat(phone.grants("harbor", List.of("Procedure"), List.of())).isEqualTo(head);
    assertThat(head(head).keys()).isEqualTo(3);
    var draft = phone.draft("harbor", List.of("Condition"), List.of()).then().extract();
    String message = draft.path("message");
    var other = laptop.draft("harbor", List.of("Condition"), List.of()).then().extract();
    problem(
        phone.submit(other.path("draftId"), phone.wallet().sign(message), "/me/consents"),
        409,
        "signature.invalid");
    problem(
        phone.submit(draft.path("draftId"), new Wallet().sign(message), "/me/consents"),
        409,
        "signature.invalid");
  }

  @Test
  void a_patient_ends_a_key_that_is_misused_and_what_it_granted_ends_with_it() {
    var phone = TestPatient.enrolled();
    var laptop = phone.withNewKey();
    var stranger = TestPatient.enrolled();
    var head = phone.grants("harbor", List.of("Condition"), List.of());
    problem(end(stranger.subject(), phone.enrolmentId(), "LOST"), 404, "enrolment.not-found");
    problem(end(phone.subject(), phone.enrolmentId(), "BORED"), 422, "enrolment.end-reason");
    end(phone.subject(), phone.enrolmentId(), "MISUSED").then().statusCode(200);
    harbor.until(() -> "REVOKED".equals(laptop.get("/me/consents").path("[0].state")));
    assertThat(head(head).basis()).isEqualTo("custodian-attested");
    problem(end(phone.subject(), phone.enrolmentId(), "LOST"), 409, "enrolment.decided");
  }

  @Test
  void a_delegate_consents_within_scope_and_term_and_the_patient_ends_it() {
    var own = TestPatient.enrolled().published();
    var head = own.grants("harbor", List.of("Procedure"), List.of());
    var until = Instant.now().plus(Duration.ofDays(20));
    var delegate = delegate(own, scope(true, List.of("harbor"), List.of("Condition")), until);
    assertThat(delegate.grants("harbor", List.of("Condition"), List.of())).isEqualTo(head);
    own.get("/me/consents").then().body("[0].statements", hasSize(2));
    Instant outlived = Instant.parse(own.get("/me/consents").path("[0].statements[1].notAfter"));
    assertThat(outlived).isBeforeOrEqualTo(until);

    problem(delegate.draft("harbor", List.of("Procedure"), List.of()), 409, "mandate.exceeded");
    problem(
        delegate.draft("harbor", List.of("Condition"), List.of("HIV")), 409, "mandate.exceeded");
    problem(delegate.draft("meridian", List.of("Condition"), List.of()), 409, "mandate.exceeded");
    problem(
        patient(delegate.subject()).post("/me/consents/" + head + "/revocation-draft"),
        409,
        "mandate.exceeded");
    own.get("/me/keys")
        .then()
        .body("keys.actsAs", contains("delegate", "self"))
        .body("keys[0].holder", equalTo("Dana Delegate"))
        .body("keys[0].scope.classes", contains("Condition"));
    delegate.get("/me/keys").then().body("keys", hasSize(1));

    own.grants("meridian", List.of("Condition"), List.of());
    delegate.get("/me/consents").then().body("grantee", contains("harbor"));
    problem(end(delegate.subject(), own.enrolmentId(), "LOST"), 404, "enrolment.not-found");
    end(own.subject(), delegate.enrolmentId(), "ROLE_OVER").then().statusCode(200);
    problem(delegate.get("/me/records"), 404, "patient.not-found");
    own.get("/me/consents").then().body("state", contains("ACTIVE", "ACTIVE"));
  }

  @Test
  void who_may_only_look_consents_to_nothing_and_a_delegate_without_scope_is_not_attested() {
    var own = TestPatient.enrolled().published();
    var enrolment = apply(own, "sub-" + IDS.next(), new Wallet(), "delegate", false);
    problem(attest(enrolment, Map.of("patientId", own.patientId())), 422, "enrolment.scope-needed");
    var nowhere = scope(true, List.of("nowhere"), List.of());
    problem(
        attest(enrolment, Map.of("patientId", own.patientId(), "scope", nowhere)),
        422,
        "enrolment.scope-unknown");
    var looks = delegate(own, scope(false, List.of(), List.of()), null);
    looks.get("/me/records").then().statusCode(200).body("", hasSize(1));
    problem(looks.draft("harbor", List.of("Condition"), List.of()), 409, "mandate.exceeded");
  }

  @Test
  void a_guardians_role_ends_when_the_patient_is_of_age() {
    var tag = IDS.next().substring(0, 10);
    String child = Riverside.register("C-" + tag, "Fam" + tag, "Kim", "2015-06-01").path("id");
    var wallet = new Wallet();
    var enrolment = TestPatient.enrol("sub-" + tag, wallet, "guardian", "Fam" + tag, "C-" + tag);
    attest(enrolment, Map.of("patientId", child, "until", "2050-01-01T00:00:00Z"))
        .then()
        .statusCode(200);
    patient("sub-" + tag)
        .get("/me/patients")
        .then()
        .body("[0].until", equalTo("2033-06-01T00:00:00Z"));
    var guardian = new TestPatient("sub-" + tag, "C-" + tag, child, enrolment, "E-" + tag, wallet);
    var head = guardian.grants("harbor", List.of("Condition"), List.of("HIV"));
    guardian.revokes(head);
    assertThat(head(head).revoked()).isTrue();
  }

  @Test
  void a_kiosk_key_is_for_one_visit_and_another_goes_on_with_what_it_signed() {
    var tag = IDS.next().substring(0, 10);
    var subject = "sub-" + tag;
    String id = Riverside.register("K-" + tag, "Fam" + tag, "Given", "1980-02-03").path("id");
    var wallet = new Wallet();
    var person = new TestPatient(subject, "K-" + tag, id, "", "E-" + tag, wallet);
    var enrolment = apply(person, subject, wallet, "self", true);
    attest(enrolment, Map.of("patientId", id)).then().statusCode(200);
    var soon = Instant.now().plus(Duration.ofMinutes(61));
    Instant until = Instant.parse(patient(subject).get("/me/patients").path("[0].until"));
    assertThat(until).isBefore(soon);
    var head = person.grants("harbor", List.of("Condition"), List.of());
    assertThat(head(head).notAfter()).isAfter(Instant.now().plus(Duration.ofDays(29)));
    assertThat(person.withNewKey().grants("harbor", List.of("Encounter"), List.of()))
        .isEqualTo(head);
  }

  @Test
  void a_consent_on_paper_releases_is_marked_everywhere_and_ends_by_key_or_on_paper() {
    var own = TestPatient.enrolled().published();
    var head = paper(own, "harbor", PDF).then().statusCode(201).extract().<String>path("headId");
    assertThat(head(head).onPaper()).isTrue();
    assertThat(head(head).keyCommitment()).isNull();
    own.get("/me/consents").then().body("basis", contains("PAPER"));
    var access = harbor.asks(own, harbor.claim(), "Condition");
    assertThat(access).containsEntry("permitted", true).containsEntry("basis", "PAPER");
    var shown = patient(own.subject()).get("/me/consents/" + head + "/scan");
    assertThat(shown.then().statusCode(200).extract().asByteArray()).isEqualTo(PDF);
    assertThat(shown.contentType()).startsWith("application/pdf");
    var stranger = TestPatient.enrolled();
    problem(
        patient(stranger.subject()).get("/me/consents/" + head + "/scan"), 404, "paper.not-found");

    own.revokes(head);
    assertThat(head(head).basis()).isEqualTo("patient-key");
    assertThat(harbor.asks(own, harbor.claim(), "Condition")).containsEntry("permitted", false);
    assertThat(paper(own, "harbor", PDF).then().statusCode(201).extract().<String>path("headId"))
        .isEqualTo(head);
    clerk()
        .body(Map.of("signedOn", "2026-11-01", "scan", PDF))
        .post("/paper-consents/" + head + "/revoke")
        .then()
        .statusCode(200)
        .body("txid", notNullValue());
    assertThat(head(head).onPaper()).isTrue();
    assertThat(head(head).revoked()).isTrue();
    clerk()
        .get("/paper-consents?patient=" + own.patientId())
        .then()
        .body("state", contains("REVOKED"));
  }

  @Test
  void a_key_takes_paper_over_and_paper_never_takes_a_keys_place() {
    var own = TestPatient.enrolled();
    String head = paper(own, "harbor", PDF).then().statusCode(201).extract().path("headId");
    assertThat(own.grants("harbor", List.of("Encounter"), List.of())).isEqualTo(head);
    own.get("/me/consents").then().body("basis", contains("KEY"));
    assertThat(head(head).scan()).isNull();
    problem(paper(own, "harbor", PDF), 409, "paper.on-keyed-head");
  }

  @Test
  void what_is_no_form_is_refused() {
    var own = TestPatient.enrolled();
    problem(paper(own, "harbor", "a note".getBytes()), 422, "paper.scan-unusable");
    problem(paper(own, "riverside", PDF), 422, "grantee.unknown");
    var tooLarge = java.util.Arrays.copyOf(PDF, 6_000_001);
    problem(paper(own, "harbor", tooLarge), 413, "paper.scan-too-large");
    var later = new HashMap<String, Object>(form(own, "harbor", PDF));
    later.put("signedOn", "2999-01-01");
    problem(clerk().body(later).post("/paper-consents"), 422, "paper.signed-on");
    problem(
        patient(own.subject()).body(form(own, "harbor", PDF)).post("/paper-consents"),
        403,
        "role.missing");
    own.get("/me/consents").then().body("", hasSize(0));
  }

  private ConsentHead head(String headId) {
    return ledger.get("consent:get", headId, ConsentHead.class).orElseThrow();
  }

  private static Response paper(TestPatient patient, String grantee, byte[] scan) {
    return clerk().body(form(patient, grantee, scan)).post("/paper-consents");
  }

  private static Map<String, Object> form(TestPatient patient, String grantee, byte[] scan) {
    var permit =
        Map.of("effect", "PERMIT", "purposes", List.of("HPAYMT"), "classes", List.of("Condition"));
    return Map.of(
        "patientId",
        patient.patientId(),
        "grantee",
        grantee,
        "statements",
        List.of(Map.of("provisions", List.of(permit))),
        "days",
        90,
        "signedOn",
        "2026-11-01",
        "scan",
        scan);
  }

  private static TestPatient delegate(TestPatient own, Map<String, Object> scope, Instant until) {
    var subject = "sub-" + IDS.next();
    var wallet = new Wallet();
    var enrolment = apply(own, subject, wallet, "delegate", false);
    var word = new HashMap<String, Object>(Map.of("patientId", own.patientId(), "scope", scope));
    if (until != null) word.put("until", until.toString());
    attest(enrolment, word).then().statusCode(200);
    return new TestPatient(subject, own.mrn(), own.patientId(), enrolment, own.encounter(), wallet);
  }

  private static String apply(
      TestPatient about, String subject, Wallet wallet, String actsAs, boolean kiosk) {
    var asked = new HashMap<String, Object>();
    asked.put("jwk", wallet.publicKey());
    asked.put("actsAs", actsAs);
    asked.put("family", "Family");
    asked.put("given", "Given");
    asked.put("birthDate", "1980-02-03");
    asked.put("mrn", about.mrn());
    asked.put("kiosk", kiosk);
    if (!actsAs.equals("self")) asked.put("applicant", "Dana Delegate");
    return patient(subject)
        .body(asked)
        .post("/enrolments")
        .then()
        .statusCode(201)
        .extract()
        .path("enrolmentId");
  }

  private static Map<String, Object> scope(
      boolean mayConsent, List<String> grantees, List<String> classes) {
    return Map.of(
        "mayConsent",
        mayConsent,
        "sensitive",
        false,
        "grantees",
        grantees,
        "purposes",
        List.of(),
        "classes",
        classes);
  }

  private static Response attest(String enrolmentId, Map<String, Object> word) {
    return clerk().body(word).post("/enrolments/" + enrolmentId + "/attest");
  }

  private static void lose(TestPatient patient, String reason) {
    clerk()
        .body(Map.of("reason", reason))
        .post("/enrolments/" + patient.enrolmentId() + "/revoke")
        .then()
        .statusCode(200);
  }

  private static Response end(String subject, String enrolmentId, String reason) {
    return patient(subject).body(Map.of("reason", reason)).post("/me/keys/" + enrolmentId + "/end");
  }

  private static void problem(Response response, int status, String code) {
    response.then().statusCode(status).body("code", equalTo(code));
  }
}
