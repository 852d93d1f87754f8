package io.tallystick.gateway.journey;

import static io.tallystick.gateway.journey.Riverside.ehr;
import static io.tallystick.gateway.journey.Riverside.insurer;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.tallystick.kit.ledger.LedgerQueries;
import io.tallystick.kit.ledger.Orgs;
import io.tallystick.kit.release.ReleasePackage;
import io.tallystick.kit.testing.ConsortiumResource;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.crypto.Es256;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What may leave only in part leaves as a signed copy, and the ledger takes it. */
@QuarkusTest
@QuarkusTestResource(
    value = ConsortiumResource.class,
    initArgs = {
      @ResourceArg(name = "org", value = "riverside"),
      @ResourceArg(name = "service", value = "hospital-gateway")
    })
class RedactedReleaseTest {

  private static final String HIV = "86406008";

  @Inject Harbor harbor;
  @Inject LedgerQueries ledger;
  @Inject Orgs orgs;

  @Test
  void words_and_what_they_tell_of_stay_behind() {
    var patient = TestPatient.enrolled();
    ehr().body(encounter(patient)).post("/fhir").then().statusCode(201);
    patient.grants("harbor", List.of("Encounter", "Condition", "Observation"), List.of());

    var access = harbor.asks(patient, harbor.claim(), "Condition", "Observation");

    assertThat(access).containsEntry("permitted", true).containsEntry("withheld", 1);
    var id = access.get("accessId").toString();
    var released = harbor.opens(insurer("harbor").get("/releases/" + id).asString());
    var text = text(released);
    assertThat(text).contains("8867-4", "REDACTED").doesNotContain(HIV, "felt faint", "urn:uuid:2");
    var copy =
        released.leaves().stream().filter(l -> l.released().derived()).findFirst().orElseThrow();
    assertThat(copy.released().attributes().type()).isEqualTo("Observation");
    for (var leaf : released.leaves()) {
      var recordId = leaf.released().recordId();
      var record = ledger.get("record:get", recordId, LedgerEntry.Record.class).orElseThrow();
      assertThat(leaf.isOf(record.root(), record.leaves())).isTrue();
    }
    assertThat(
            Es256.verifies(
                orgs.byId("riverside").orElseThrow().signingKey(),
                released.derived().message(),
                released.redactions()))
        .isTrue();
    var onChain = ledger.get("access:get", id, LedgerEntry.Access.class).orElseThrow();
    assertThat(
            new Commitment(onChain.releaseCommitment())
                .opensWith(released.releaseSalt(), CanonicalJson.bytes(released.released())))
        .isTrue();
  }

  private static String text(ReleasePackage released) {
    var text = new StringBuilder();
    for (var leaf : released.leaves()) {
      text.append(new String(leaf.document(), StandardCharsets.UTF_8));
    }
    return text.toString();
  }

  /** A heart rate with a note, taken for an HIV infection. */
  private static String encounter(TestPatient patient) {
    var subject = Map.of("reference", "Patient?identifier=" + Riverside.MRN + "|" + patient.mrn());
    var visit =
        Map.of(
            "resourceType",
            "Encounter",
            "status",
            "finished",
            "class",
            Map.of("system", "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code", "AMB"),
            "identifier",
            List.of(Map.of("system", Riverside.ENCOUNTER, "value", patient.encounter())),
            "subject",
            subject,
            "period",
            Map.of("start", "2026-03-04T10:00:00Z"));
    var rate =
        Map.of(
            "resourceType",
            "Observation",
            "status",
            "final",
            "code",
            Map.of("coding", List.of(Map.of("system", "http://loinc.org", "code", "8867-4"))),
            "subject",
            subject,
            "effectiveDateTime",
            "2026-03-04T10:05:00Z",
            "note",
            List.of(Map.of("text", "felt faint")));
    return Riverside.bundle(
        visit, rate, Riverside.condition(HIV, subject), Riverside.condition("65966004", subject));
  }
}
