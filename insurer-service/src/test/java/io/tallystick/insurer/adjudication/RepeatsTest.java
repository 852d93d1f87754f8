package io.tallystick.insurer.adjudication;

import static io.tallystick.insurer.adjudication.Cases.DAY;
import static io.tallystick.insurer.adjudication.Cases.decided;
import static io.tallystick.insurer.adjudication.Cases.line;
import static io.tallystick.insurer.adjudication.Cases.usd;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.insurer.adjudication.domain.AdjudicationEngine;
import io.tallystick.insurer.adjudication.domain.Carc;
import io.tallystick.insurer.adjudication.domain.ClaimCase;
import io.tallystick.insurer.adjudication.domain.Decision;
import io.tallystick.insurer.adjudication.domain.EarlierTest;
import io.tallystick.insurer.adjudication.domain.EvidenceState;
import io.tallystick.insurer.adjudication.domain.Repeats;
import io.tallystick.insurer.adjudication.domain.ReviewState;
import io.tallystick.insurer.adjudication.domain.Standing;
import io.tallystick.insurer.plans.domain.LineScope;
import io.tallystick.insurer.plans.domain.Plan;
import io.tallystick.insurer.plans.domain.PlanRule;
import io.tallystick.insurer.plans.domain.ServiceCategory;
import io.tallystick.vocabulary.consent.Provision.Code;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Line 1 is a visit, line 2 a test that Riverside billed before. */
class RepeatsTest {

  private static final Set<Integer> UNEXPLAINED = Set.of();

  @Test
  void a_repeat_within_the_window_is_denied_and_says_where_the_result_is() {
    var result = decided(claim(true, 90, UNEXPLAINED, new ReviewState.NotReviewed()));
    var test = result.lines().get(1);
    assertThat(test.denial()).contains(Carc.REPEATED);
    assertThat(test.rule()).isEqualTo("repeat.lab");
    assertThat(test.paid()).isEqualTo(usd(0));
    assertThat(test.note()).hasValueSatisfying(n -> assertThat(n).contains("riverside", "90 days"));
    assertThat(test.note().orElseThrow()).contains(DAY.minusDays(90).toString());
    assertThat(result.lines().getFirst().denial()).isEmpty();
    assertThat(result.reasonCodes()).contains("151");
    assertThat(Carc.REPEATED.remark()).contains("M86");
  }

  @Test
  void the_window_is_the_plan_s_to_the_day() {
    assertThat(decided(claim(true, 89, UNEXPLAINED, new ReviewState.NotReviewed())).reasonCodes())
        .doesNotContain("151");
  }

  @Test
  void a_reason_on_the_line_is_enough() {
    assertThat(decided(claim(true, 90, Set.of(2), new ReviewState.NotReviewed())).reasonCodes())
        .doesNotContain("151");
    assertThat(decided(claim(false, 90, Set.of(2), new ReviewState.NotReviewed())).reasonCodes())
        .doesNotContain("151");
  }

  @Test
  void a_plan_may_leave_it_to_a_person_who_sees_which_claim_it_repeats() {
    var asked =
        AdjudicationEngine.decide(claim(false, 90, UNEXPLAINED, new ReviewState.NotReviewed()));
    assertThat(asked)
        .isInstanceOfSatisfying(
            Decision.AwaitReview.class,
            review -> {
              assertThat(review.rule()).isEqualTo("repeat.lab");
              assertThat(review.reason()).contains("Line 2", "claim-1", "riverside");
            });
    var allowed = new ReviewState.Reviewed(Map.of());
    assertThat(decided(claim(false, 90, UNEXPLAINED, allowed)).reasonCodes()).doesNotContain("151");
  }

  private static ClaimCase claim(
      boolean denies, int days, Set<Integer> explained, ReviewState review) {
    var scope = new LineScope(Set.of(), Set.of(new Code("urn:test", "x")), null, null);
    var plain = Cases.standard();
    var plan =
        new Plan(
            plain.id(),
            plain.version(),
            plain.name(),
            plain.insurer(),
            plain.effective(),
            plain.deductible(),
            plain.outOfPocketMaximum(),
            plain.timelyFilingDays(),
            plain.benefits(),
            plain.exclusions(),
            plain.evidence(),
            plain.reviews(),
            List.of(new PlanRule.Repeat("lab", scope, days, denies)));
    var earlier = new EarlierTest("claim-1", "riverside", DAY.minusDays(90));
    return new ClaimCase(
        new Standing.Member(Cases.YEAR_2026, List.of(plan)),
        List.of(
            line(1, ServiceCategory.OFFICE_VISIT, 10_000),
            line(2, ServiceCategory.PROCEDURE, 5_000)),
        DAY,
        DAY.plusDays(1),
        false,
        new EvidenceState.Open(Set.of()),
        review,
        Map.of(),
        new Repeats(Map.of(2, List.of(earlier)), explained));
  }
}
