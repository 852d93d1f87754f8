package io.tallystick.journeys.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystick.cli.demo.Town;
import io.tallystick.cli.demo.http.Api;
import io.tallystick.cli.demo.http.Reply;
import io.tallystick.cli.demo.identity.PatientAccounts;
import io.tallystick.cli.demo.synthea.Fhir;
import io.tallystick.journeys.system.NeedsWholeSystem;
import io.tallystick.journeys.system.WholeSystem;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A patient's keys from the first to the next, a delegate's beside them, and a form on paper. */
@NeedsWholeSystem
@Order(32)
class KeysIT {

  private static final String HOSPITAL = "riverside";
  private static final byte[] FORM = "%PDF-1.7\nI allow Meridian to see my diagnoses.".getBytes();

  private final WholeSystem system;
  private final Town town;
  private final String run;
  private final String mrn;
  private String patientId;
  private KeyHolder old;
  private KeyHolder now;
  private String oldEnrolment;
  private String head;

  KeysIT(WholeSystem system) {
    this.system = system;
    this.town = system.town();
    this.run = Long.toString(town.clock().millis(), 36);
    this.mrn = "KEYS-" + run;
  }

  @BeforeAll
  void a_registered_patient_with_a_key() {
    var patient = Fhir.object().put("resourceType", "Patient").put("birthDate", "1980-02-03");
    patient.putArray("identifier").add(Fhir.identifier("mrn/" + HOSPITAL, mrn));
    var name = patient.putArray("name").addObject().put("family", "Keyes" + run);
    name.putArray("given").add("Kay");
    patientId = clerk("/fhir/Patient", patient).orThrow("a patient").body().path("id").asText();
    old = account("keys-" + run);
    oldEnrolment = attested(enrolled(old, "self"), Fhir.object());
  }

  @Test
  @Order(1)
  void a_new_key_goes_on_with_what_a_lost_one_signed_and_the_patient_is_told() {
    head =
        old.grant(patientId, "harbor", "Condition").orThrow("grant").body().path("headId").asText();
    end(old, oldEnrolment, "LOST").orThrow("the end of a key");
    now = old.withNewKey();
    attested(enrolled(now, "self"), Fhir.object());
    assertThat(consent(head).path("state").asText()).isEqualTo("ACTIVE");

    var draft = now.draft(patientId, "harbor", "Procedure").orThrow("a draft").body();
    var byTheOld = old.sign(draft.path("message").asText());
    assertThat(now.submit("/me/consents", draft, byTheOld).code()).isEqualTo("signature.invalid");
    var granted = now.submit("/me/consents", draft, now.sign(draft.path("message").asText()));
    assertThat(granted.orThrow("grant").body().path("headId").asText()).isEqualTo(head);
    assertThat(granted.body().path("version").asInt()).isEqualTo(2);

    var keys = now.get("/me/keys?patient=" + patientId).orThrow("keys").body();
    assertThat(keys.path("notices")).hasSize(3);
    assertThat(keys.path("keys").findValuesAsText("endedFor"))
        .filteredOn(why -> !why.equals("null"))
        .containsExactly("LOST");
    assertThat(keys.path("keys").findValuesAsText("state"))
        .containsExactlyInAnyOrder("ATTESTED", "REVOKED");
  }

  @Test
  @Order(2)
  void a_statement_signed_for_another_grantee_or_version_or_twice_is_refused() {
    var toHarbor = now.draft(patientId, "harbor", "Encounter").orThrow("a draft").body();
    var stale = now.draft(patientId, "harbor", "Immunization").orThrow("a draft").body();
    var toMeridian = now.draft(patientId, "meridian", "Encounter").orThrow("a draft").body();
    var signature = now.sign(toHarbor.path("message").asText());
    assertThat(now.submit("/me/consents", toMeridian, signature).code())
        .isEqualTo("signature.invalid");
    now.submit("/me/consents", toHarbor, signature).orThrow("grant");
    assertThat(now.submit("/me/consents", stale, signature).code()).isEqualTo("stale.version");
    var again = now.submit("/me/consents", toHarbor, signature).orThrow("the same again").body();
    assertThat(again.path("version").asInt()).isEqualTo(3);
    assertThat(consent(head).path("version").asInt()).isEqualTo(3);
  }

  @Test
  @Order(3)
  void a_delegate_stays_within_scope_and_the_patient_ends_it() {
    var delegate = account("keys-d-" + run);
    var enrolment = enrolled(delegate, "delegate");
    assertThat(attest(enrolment, Fhir.object()).code()).isEqualTo("enrolment.scope-needed");
    var word = Fhir.object();
    var scope = word.putObject("scope").put("mayConsent", true).put("sensitive", false);
    scope.putArray("grantees").add("harbor");
    scope.putArray("classes").add("Observation");
    attested(enrolment, word);
    var beyond = delegate.draft(patientId, "harbor", "Condition");
    assertThat(beyond.status()).isEqualTo(409);
    assertThat(beyond.code()).isEqualTo("mandate.exceeded");
    assertThat(delegate.draft(patientId, "meridian", "Observation").code())
        .isEqualTo("mandate.exceeded");
    var granted = delegate.grant(patientId, "harbor", "Observation").orThrow("grant").body();
    assertThat(granted.path("headId").asText()).isEqualTo(head);
    assertThat(consent(head).path("statements")).hasSize(4);
    end(now, enrolment, "ROLE_OVER").orThrow("the end of a role");
    assertThat(delegate.draft(patientId, "harbor", "Observation").code())
        .isEqualTo("patient.not-found");
    assertThat(consent(head).path("statements")).hasSize(4);
  }

  @Test
  @Order(4)
  void paper_is_marked_takes_no_keys_place_and_ends_by_key() {
    assertThat(clerk("/paper-consents", paper("harbor")).code()).isEqualTo("paper.on-keyed-head");
    var recorded = clerk("/paper-consents", paper("meridian")).orThrow("paper").body();
    assertThat(recorded.path("txid").asText()).hasSize(64);
    var onPaper = recorded.path("headId").asText();
    assertThat(consent(onPaper).path("basis").asText()).isEqualTo("PAPER");
    assertThat(consent(head).path("basis").asText()).isEqualTo("KEY");
    now.revoke(onPaper).orThrow("a revocation");
    assertThat(consent(onPaper).path("state").asText()).isEqualTo("REVOKED");
    assertThat(now.revoke(head).status()).isEqualTo(200);
    var again = now.post("/me/consents/" + head + "/revocation-draft", Fhir.object());
    assertThat(again.code()).isEqualTo("consent.revoked");
  }

  private KeyHolder account(String username) {
    var password = "pw-" + username;
    new PatientAccounts(town.api(), town.tokens(), system.devnet().ports())
        .create(username, password);
    return new KeyHolder(town, HOSPITAL, username, password, KeyHolder.newKey());
  }

  private String enrolled(KeyHolder who, String actsAs) {
    var asked =
        Fhir.object()
            .put("actsAs", actsAs)
            .put("family", "Keyes" + run)
            .put("given", "Kay")
            .put("birthDate", "1980-02-03")
            .put("mrn", mrn);
    if (!actsAs.equals("self")) asked.put("applicant", "Del Egate");
    asked.set("jwk", who.jwk());
    var reply = who.post("/enrolments", asked).orThrow("an enrolment");
    return reply.body().path("enrolmentId").asText();
  }

  private String attested(String enrolment, ObjectNode word) {
    attest(enrolment, word).orThrow("an attestation");
    return enrolment;
  }

  private Reply attest(String enrolment, ObjectNode word) {
    return clerk("/enrolments/" + enrolment + "/attest", word.put("patientId", patientId));
  }

  private static Reply end(KeyHolder by, String enrolment, String reason) {
    return by.post("/me/keys/" + enrolment + "/end", Fhir.object().put("reason", reason));
  }

  private JsonNode consent(String headId) {
    for (var one : now.get("/me/consents?patient=" + patientId).orThrow("consents").body()) {
      if (one.path("headId").asText().equals(headId)) return one;
    }
    throw new AssertionError("no consent " + headId);
  }

  private ObjectNode paper(String grantee) {
    var form =
        Fhir.object()
            .put("patientId", patientId)
            .put("grantee", grantee)
            .put("days", 90)
            .put("signedOn", "2026-11-01")
            .put("scan", Base64.getEncoder().encodeToString(FORM));
    form.putArray("statements").add(KeyHolder.permit("Condition"));
    return form;
  }

  private Reply clerk(String path, JsonNode body) {
    var token = town.tokens().ofStaff(HOSPITAL, "rita");
    var type = path.startsWith("/fhir") ? Api.FHIR : Api.JSON;
    return town.api().post(town.at().gateway(HOSPITAL) + path, token, type, body);
  }
}
