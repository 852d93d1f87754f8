package io.tallystick.insurer.plans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tallystick.insurer.plans.adapter.PlanReader;
import io.tallystick.insurer.plans.domain.PlanCatalog;
import io.tallystick.insurer.plans.domain.ServiceCategory;
import io.tallystick.vocabulary.consent.Provision.Code;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlanReaderTest {

  private static final String SMALL =
      """
      plan: small-plan
      version: "2026.1"
      name: Small
      insurer: harbor
      currency: USD
      effective: {from: 2026-01-01}
      deductible: 1000
      outOfPocketMaximum: 2000
      timelyFilingDays: 90
      benefits:
        other: {allowed: 10000, deductible: true, copay: 0, coinsurance: 2000}
      """;

  @ParameterizedTest
  @ValueSource(strings = {"harbor-choice-ppo", "meridian-essential-hmo"})
  void every_day_from_2015_to_2027_has_exactly_one_version(String plan) {
    var versions = new PlanCatalog(PlanReader.bundled()).versions(plan);
    for (var day = LocalDate.of(2015, 1, 1); day.getYear() < 2028; day = day.plusDays(1)) {
      var today = day;
      assertThat(versions.stream().filter(v -> v.effective().contains(today))).hasSize(1);
    }
  }

  @Test
  void the_two_plans_differ_in_what_they_cover_and_in_how_they_share_costs() {
    var plans = new PlanCatalog(PlanReader.bundled());
    var ppo = plans.versions("harbor-choice-ppo").getFirst();
    var hmo = plans.versions("meridian-essential-hmo").getFirst();
    assertThat(ppo.benefit(ServiceCategory.DENTAL)).isPresent();
    assertThat(hmo.benefit(ServiceCategory.DENTAL)).isEmpty();
    assertThat(ppo.benefits().values()).anyMatch(b -> b.coinsuranceBasisPoints() == 2_000);
    assertThat(hmo.deductible()).isLessThan(ppo.deductible());
  }

  @ParameterizedTest
  @ValueSource(strings = {"deductible: -1", "deductible: 9999", "currency: dollars", "suprise: 1"})
  void a_document_that_breaks_the_schema_or_itself_is_refused(String change) {
    var key = change.substring(0, change.indexOf(':'));
    var broken = SMALL.replaceAll("(?m)^" + key + ":.*\n", "") + change + "\n";
    assertThatIllegalArgumentException().isThrownBy(() -> PlanReader.read("broken", broken));
  }

  @Test
  void two_versions_for_one_day_are_refused() {
    var one = PlanReader.read("one", SMALL);
    var two = PlanReader.read("two", SMALL.replace("2026.1", "2026.2"));
    assertThatIllegalArgumentException().isThrownBy(() -> new PlanCatalog(List.of(one, two)));
  }

  @Test
  void codes_sort_into_categories_by_code_then_by_system() {
    var table = PlanReader.categories();
    assertThat(table.of(new Code("http://snomed.info/sct", "50849002")))
        .isEqualTo(ServiceCategory.EMERGENCY);
    assertThat(table.of(new Code("http://snomed.info/sct", "80146002")))
        .isEqualTo(ServiceCategory.PROCEDURE);
    assertThat(table.of(new Code("http://www.nlm.nih.gov/research/umls/rxnorm", "314076")))
        .isEqualTo(ServiceCategory.PHARMACY);
    assertThat(table.of(new Code("urn:unknown", "1"))).isEqualTo(ServiceCategory.OTHER);
  }
}
