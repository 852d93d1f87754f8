package io.tallystick.cli.demo.synthea;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.vocabulary.money.Money;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The committed sample, through the whole import: what the demo's numbers rest on. */
class CommittedSampleTest {

  private static SyntheaSample sample;
  private static List<ImportedPatient> patients;

  @BeforeAll
  static void import_the_sample() throws Exception {
    sample = SampleArchive.committed();
    patients = ImportSample.imported(sample, MappingTables.committed(), "");
  }

  @Test
  void it_keeps_adults_minors_deceased_and_uninsured() {
    var today = sample.about().referenceDate();
    assertThat(patients).hasSize(30);
    assertThat(patients).filteredOn(p -> p.actsAs(today).equals("guardian")).hasSize(7);
    assertThat(patients).filteredOn(p -> p.deceased().isPresent()).hasSize(6);
    assertThat(patients)
        .filteredOn(p -> p.actsAs(today).equals("executor") && !p.claims().isEmpty())
        .hasSize(1);
    assertThat(claims().filter(ImportedClaim::selfPay)).hasSize(8);
  }

  @Test
  void every_encounter_is_a_record_and_every_bill_a_claim() {
    assertThat(patients.stream().mapToInt(p -> p.records().size()).sum())
        .isEqualTo(entries("Encounter"))
        .isEqualTo(202);
    assertThat(claims().count()).isEqualTo(entries("Claim")).isEqualTo(362);
  }

  @Test
  void no_resource_of_an_encounter_is_lost() {
    for (var type : List.of("Condition", "Observation", "Procedure", "DiagnosticReport")) {
      var published =
          patients.stream()
              .flatMap(p -> p.records().stream())
              .mapToInt(r -> r.types().getOrDefault(type, 0))
              .sum();
      assertThat(published).as(type).isEqualTo(entries(type)).isPositive();
    }
  }

  @Test
  void every_total_is_the_sum_of_the_nets_and_never_below_the_original() {
    assertThat(claims())
        .allSatisfy(
            claim -> {
              var sum =
                  Fhir.each(claim.claim().path("item"))
                      .map(line -> ClaimLines.money(line.path("net")).orElseThrow())
                      .reduce(Money.zero("USD"), Money::plus);
              assertThat(claim.total()).isEqualTo(sum);
              assertThat(ClaimLines.money(claim.claim().path("total"))).contains(sum);
              assertThat(claim.total()).isGreaterThanOrEqualTo(claim.original().total());
            });
  }

  @Test
  void every_insured_claim_has_a_coverage_of_its_day_at_the_insurer_it_names() {
    assertThat(claims().filter(c -> !c.selfPay()))
        .allSatisfy(
            claim -> {
              var coverage = claim.coverage().orElseThrow();
              assertThat(coverage.covers(claim.serviced())).isTrue();
              assertThat(claim.claim().at("/insurer/identifier/value").asText())
                  .isEqualTo(coverage.insurance().insurer());
            });
  }

  @Test
  void self_pay_is_only_what_synthea_calls_uninsured() {
    assertThat(claims())
        .allSatisfy(
            c ->
                assertThat(c.selfPay())
                    .isEqualTo(
                        ImportClaim.payer(c.original().claim())
                            .equals(MappingTables.NO_INSURANCE)));
  }

  @Test
  void a_claims_record_is_at_the_hospital_that_bills_it() {
    for (var patient : patients) {
      var records = new HashSet<String>();
      patient.records().forEach(r -> records.add(r.hospital() + r.encounter()));
      assertThat(patient.claims()).allMatch(c -> records.contains(c.hospital() + c.encounter()));
    }
  }

  @Test
  void both_hospitals_and_both_insurers_have_their_share() {
    for (var hospital : List.of("riverside", "summit")) {
      assertThat(claims().filter(c -> c.hospital().equals(hospital)).count()).isGreaterThan(100);
    }
    for (var insurer : List.of("harbor", "meridian")) {
      assertThat(claims().filter(c -> isAt(insurer, c)).count()).isGreaterThan(100);
    }
  }

  @Test
  void member_ids_are_unique() {
    var ids = patients.stream().flatMap(p -> p.coverages().stream()).map(CoveragePeriod::memberId);
    assertThat(ids).doesNotHaveDuplicates().isNotEmpty();
  }

  @Test
  void records_name_the_patient_by_the_hospitals_number_only() {
    for (var patient : patients) {
      assertThat(patient.records())
          .allSatisfy(
              r ->
                  assertThat(r.bundle().toString())
                      .doesNotContain("urn:uuid:" + patient.syntheaId())
                      .contains(patient.mrn(r.hospital())));
    }
  }

  private static boolean isAt(String insurer, ImportedClaim claim) {
    return claim.coverage().filter(c -> c.insurance().insurer().equals(insurer)).isPresent();
  }

  private static Stream<ImportedClaim> claims() {
    return patients.stream().map(ImportedPatient::claims).flatMap(Collection::stream);
  }

  private static int entries(String type) {
    return (int)
        sample.patients().stream()
            .flatMap(b -> Fhir.each(b.path("entry")))
            .filter(e -> Fhir.type(e.path("resource")).equals(type))
            .count();
  }
}
