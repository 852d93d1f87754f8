package io.tallystick.cli.demo.synthea;

import static io.tallystick.cli.demo.synthea.Fhir.each;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystick.cli.demo.synthea.ImportedClaim.Original;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** Makes one of Synthea's claims into one that the consortium's public API takes. */
final class ImportClaim {

  private final MappingTables tables;
  private final String patientId;
  private final List<CoveragePeriod> coverages;

  ImportClaim(MappingTables tables, String patientId, List<CoveragePeriod> coverages) {
    this.tables = tables;
    this.patientId = patientId;
    this.coverages = coverages;
  }

  /**
   * @param hospital org id of the hospital that stands for the encounter's provider
   * @param encounter value of the encounter's identifier
   */
  ImportedClaim imported(JsonNode claim, String hospital, String encounter) {
    var lines = ClaimLines.of(claim, Fhir.logical("encounter/" + hospital, encounter));
    var serviced =
        Fhir.instant(claim.at("/billablePeriod/start")).atZone(ZoneOffset.UTC).toLocalDate();
    var payer = payer(claim);
    var coverage =
        tables.insurance(payer).flatMap(known -> coverageOf(payer, claim)).stream().findFirst();
    return new ImportedClaim(
        claim.path("id").asText(),
        hospital,
        coverage,
        encounter,
        serviced,
        lines.total(),
        resource(claim, hospital, coverage, lines),
        new Original(
            ClaimLines.money(claim.path("total")).orElse(lines.total()), lines.nets(), claim));
  }

  static String payer(JsonNode claim) {
    return claim.at("/insurance/0/coverage/display").asText();
  }

  private Optional<CoveragePeriod> coverageOf(String payer, JsonNode claim) {
    var day = Fhir.instant(claim.at("/billablePeriod/start")).atZone(ZoneOffset.UTC).toLocalDate();
    return coverages.stream().filter(c -> c.payer().equals(payer) && c.covers(day)).findFirst();
  }

  private ObjectNode resource(
      JsonNode claim, String hospital, Optional<CoveragePeriod> coverage, ClaimLines.Lines lines) {
    var made = Fhir.object().put("resourceType", "Claim").put("status", "active");
    made.set("type", claim.path("type"));
    made.put("use", "claim");
    made.set("patient", Fhir.logical("mrn/" + hospital, ImportedPatient.mrn(hospital, patientId)));
    made.set("billablePeriod", claim.path("billablePeriod"));
    made.set("created", claim.path("created"));
    coverage.ifPresent(c -> made.set("insurer", Fhir.logical("org", c.insurance().insurer())));
    made.set("provider", Fhir.logical("org", hospital));
    made.set("priority", claim.path("priority"));
    var diagnoses = diagnoses(claim);
    if (!diagnoses.isEmpty()) made.set("diagnosis", diagnoses);
    coverage.ifPresent(c -> made.putArray("insurance").add(insurance(c)));
    made.set("item", lines.items());
    made.set("total", ClaimLines.amount(lines.total()));
    return made;
  }

  private static ArrayNode diagnoses(JsonNode claim) {
    var diagnoses = Fhir.JSON.createArrayNode();
    each(claim.path("item"))
        .filter(ClaimLines::isCondition)
        .forEach(
            line ->
                diagnoses
                    .addObject()
                    .put("sequence", diagnoses.size())
                    .set("diagnosisCodeableConcept", line.path("productOrService")));
    return diagnoses;
  }

  private static ObjectNode insurance(CoveragePeriod coverage) {
    var insurance = Fhir.object().put("sequence", 1).put("focal", true);
    insurance.set("coverage", Fhir.logical("member-id", coverage.memberId()));
    return insurance;
  }
}
