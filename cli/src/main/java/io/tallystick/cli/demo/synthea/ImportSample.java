package io.tallystick.cli.demo.synthea;

import static io.tallystick.cli.demo.synthea.Fhir.each;
import static io.tallystick.cli.demo.synthea.Fhir.type;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystick.cli.demo.synthea.SyntheaSample.Provider;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Makes a sample into patients, coverages, records and claims of the consortium; nothing of the
 * window is left out.
 */
public final class ImportSample {

  private final MappingTables tables;
  private final String series;
  private final Map<String, Provider> providers;

  private ImportSample(MappingTables tables, SyntheaSample sample, String series) {
    this.tables = tables;
    this.series = series;
    this.providers =
        sample.providers().stream().collect(Collectors.toMap(Provider::id, Function.identity()));
  }

  /**
   * @param series ends every member number, empty for the first: claims of a series aren't
   *     duplicates of another's
   */
  public static List<ImportedPatient> imported(
      SyntheaSample sample, MappingTables tables, String series) {
    var importing = new ImportSample(tables, sample, series);
    return sample.patients().stream().map(importing::patient).toList();
  }

  private ImportedPatient patient(ObjectNode bundle) {
    var entries = each(bundle.path("entry")).toList();
    var patient = ofType(entries, "Patient").getFirst();
    var demographics = patient.path("resource");
    var id = demographics.path("id").asText();
    var billed = ofType(entries, "Claim").stream().map(e -> e.path("resource")).toList();
    var coverages =
        CoveragePeriods.of(id, billed.stream().map(ImportSample::billed).toList(), tables, series);
    return new ImportedPatient(
        id,
        demographics.at("/name/0/family").asText(),
        each(demographics.at("/name/0/given")).map(JsonNode::asText).toList(),
        demographics.path("gender").asText(),
        LocalDate.parse(demographics.path("birthDate").asText()),
        day(demographics.path("deceasedDateTime")),
        coverages,
        records(patient.path("fullUrl").asText(), id, entries),
        claims(id, coverages, billed, entries));
  }

  private List<ImportedRecord> records(String url, String id, List<JsonNode> entries) {
    return ofType(entries, "Encounter").stream()
        .map(
            encounter -> {
              var hospital = hospital(encounter);
              var mrn = Fhir.logical("mrn/" + hospital, ImportedPatient.mrn(hospital, id));
              return new ImportRecord(url, mrn)
                  .imported(encounter, of(encounter, entries), hospital);
            })
        .toList();
  }

  private List<ImportedClaim> claims(
      String id, List<CoveragePeriod> coverages, List<JsonNode> billed, List<JsonNode> entries) {
    var encounters =
        ofType(entries, "Encounter").stream()
            .collect(Collectors.toMap(e -> e.path("fullUrl").asText(), Function.identity()));
    var claims = new ImportClaim(tables, id, coverages);
    return billed.stream()
        .map(
            claim -> {
              var encounter =
                  encounters.get(TrimSynthea.encounterOf(claim).findFirst().orElseThrow());
              var number = encounter.at("/resource/id").asText();
              return claims.imported(claim, hospital(encounter), number);
            })
        .toList();
  }

  private static CoveragePeriods.Billed billed(JsonNode claim) {
    var start = Fhir.instant(claim.at("/billablePeriod/start"));
    return new CoveragePeriods.Billed(start, ImportClaim.payer(claim));
  }

  /** What belongs to the encounter, bills aside. */
  private static List<JsonNode> of(JsonNode encounter, List<JsonNode> entries) {
    var url = encounter.path("fullUrl").asText();
    return entries.stream()
        .filter(entry -> !type(entry.path("resource")).equals("Claim"))
        .filter(e -> TrimSynthea.encounterOf(e.path("resource")).anyMatch(url::equals))
        .toList();
  }

  private String hospital(JsonNode encounter) {
    var id = Fhir.conditionalId(encounter.at("/resource/serviceProvider"));
    return tables.hospital(providers.getOrDefault(id, new Provider(id, "", "")));
  }

  private static List<JsonNode> ofType(List<JsonNode> entries, String type) {
    return entries.stream().filter(e -> type(e.path("resource")).equals(type)).toList();
  }

  private static Optional<LocalDate> day(JsonNode dateTime) {
    return dateTime.isMissingNode()
        ? Optional.empty()
        : Optional.of(LocalDate.parse(dateTime.asText().substring(0, 10)));
  }
}
