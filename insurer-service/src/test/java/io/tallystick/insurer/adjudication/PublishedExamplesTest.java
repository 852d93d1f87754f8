package io.tallystick.insurer.adjudication;

import static io.tallystick.insurer.adjudication.Cases.covered;
import static io.tallystick.insurer.adjudication.Cases.decided;
import static io.tallystick.insurer.adjudication.Cases.line;
import static io.tallystick.insurer.adjudication.Cases.met;
import static io.tallystick.insurer.adjudication.Cases.plan;
import static io.tallystick.insurer.adjudication.Cases.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.insurer.adjudication.domain.LineResult;
import io.tallystick.insurer.plans.domain.Benefit;
import io.tallystick.insurer.plans.domain.Plan;
import io.tallystick.insurer.plans.domain.ServiceCategory;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Amounts that others published for the same sums; all in whole dollars. */
class PublishedExamplesTest {

  /**
   * CMS and DOL, Uniform Glossary of Health Coverage and Medical Terms, "How You and Your Insurer
   * Share Costs": deductible 1,500, coinsurance 20 %, out-of-pocket limit 5,000; each visit costs
   * 125.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "before the deductible is met, 0, 0, 125, 0",
    "the deductible is met, 1500, 1500, 25, 100",
    "the out-of-pocket limit is met, 1500, 5000, 0, 125"
  })
  void uniform_glossary(String when, long deductible, long outOfPocket, long pays, long planPays) {
    assertVisit(jane(0, 2_000), deductible, outOfPocket, 125, pays, planPays);
  }

  /**
   * healthcare.gov glossary, "Coinsurance" and "Copayment": allowed 100; 20 % coinsurance, or a
   * copay of 20, after the deductible; before it, all of it.
   */
  @ParameterizedTest(name = "coinsurance {0} bp, copay {1}, deductible met {2}")
  @CsvSource({
    "2000, 0, true, 20, 80",
    "2000, 0, false, 100, 0",
    "0, 20, true, 20, 80",
    "0, 20, false, 100, 0"
  })
  void healthcare_gov(int coinsurance, long copay, boolean met, long pays, long planPays) {
    long before = met ? 1_500 : 0;
    assertVisit(jane(copay, coinsurance), before, before, 100, pays, planPays);
  }

  /**
   * Blue Cross and Blue Shield of Louisiana, "How Insurance Works": 50,000 of expenses under a
   * deductible of 5,000, 20 % and a maximum of 6,000: the member pays 6,000.
   */
  @ParameterizedTest
  @CsvSource("50000, 6000, 44000")
  void a_serious_accident(long expenses, long pays, long planPays) {
    var benefit = new Benefit(10_000, true, usd(0), 2_000);
    var plan = plan(500_000, 600_000, Map.of(ServiceCategory.PROCEDURE, benefit));
    assertVisit(plan, 0, 0, expenses, pays, planPays);
  }

  private static Plan jane(long copay, int coinsurance) {
    var benefit = new Benefit(10_000, true, usd(copay * 100), coinsurance);
    return plan(150_000, 500_000, Map.of(ServiceCategory.PROCEDURE, benefit));
  }

  private static void assertVisit(
      Plan plan, long deductible, long outOfPocket, long cost, long pays, long planPays) {
    var visit = line(1, ServiceCategory.PROCEDURE, cost * 100);
    var result = decided(covered(plan, met(deductible * 100, outOfPocket * 100), visit));
    assertThat(result.total(LineResult::patient)).isEqualTo(usd(pays * 100));
    assertThat(result.total(LineResult::paid)).isEqualTo(usd(planPays * 100));
  }
}
