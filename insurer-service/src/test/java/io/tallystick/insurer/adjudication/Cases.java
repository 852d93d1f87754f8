package io.tallystick.insurer.adjudication;

import io.tallystick.insurer.adjudication.domain.Accumulated;
import io.tallystick.insurer.adjudication.domain.Adjudication;
import io.tallystick.insurer.adjudication.domain.AdjudicationEngine;
import io.tallystick.insurer.adjudication.domain.ClaimCase;
import io.tallystick.insurer.adjudication.domain.Decision;
import io.tallystick.insurer.adjudication.domain.EvidenceState;
import io.tallystick.insurer.adjudication.domain.ReviewState;
import io.tallystick.insurer.adjudication.domain.Standing;
import io.tallystick.insurer.plans.domain.Benefit;
import io.tallystick.insurer.plans.domain.DatePeriod;
import io.tallystick.insurer.plans.domain.LineScope;
import io.tallystick.insurer.plans.domain.Plan;
import io.tallystick.insurer.plans.domain.PlanRule;
import io.tallystick.insurer.plans.domain.ServiceCategory;
import io.tallystick.insurer.plans.domain.ServiceLine;
import io.tallystick.vocabulary.consent.Provision.Code;
import io.tallystick.vocabulary.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Small fixtures: one plan with every kind of benefit, covered for the year 2026. */
public final class Cases {

  public static final LocalDate DAY = LocalDate.of(2026, 3, 10);
  public static final DatePeriod YEAR_2026 =
      new DatePeriod(LocalDate.of(2026, 1, 1), LocalDate.of(2026, 12, 31));
  static final Code EXCLUDED = new Code("urn:test", "excluded");

  public static Money usd(long cents) {
    return new Money(cents, "USD");
  }

  public static Plan plan(long deductible, long maximum, Map<ServiceCategory, Benefit> benefits) {
    return new Plan(
        "plan",
        "2026.1",
        "A plan",
        "harbor",
        YEAR_2026,
        usd(deductible),
        usd(maximum),
        90,
        benefits,
        List.of(new PlanRule.Exclusion("listed", scope(null, EXCLUDED))),
        List.of(
            new PlanRule.Evidence(
                "acute",
                new LineScope(Set.of(ServiceCategory.EMERGENCY), Set.of(), null, null),
                Set.of("Procedure"),
                Set.of("Condition", "Observation"))),
        List.of(new PlanRule.Review("large", scope(usd(10_000_000)), "large")));
  }

  static LineScope scope(Money claimAtLeast, Code... codes) {
    return new LineScope(Set.of(), Set.of(codes), null, claimAtLeast);
  }

  static Plan standard() {
    return plan(
        150_000,
        500_000,
        Map.of(
            ServiceCategory.PROCEDURE, new Benefit(10_000, true, usd(0), 2_000),
            ServiceCategory.OFFICE_VISIT, new Benefit(9_000, false, usd(2_500), 0),
            ServiceCategory.EMERGENCY, new Benefit(10_000, true, usd(10_000), 1_000)));
  }

  static ServiceLine line(int sequence, ServiceCategory category, long cents) {
    return new ServiceLine(sequence, new Code("urn:test", "x"), category, DAY, usd(cents));
  }

  static ClaimCase covered(ServiceLine... lines) {
    return covered(standard(), Map.of(), lines);
  }

  static ClaimCase covered(Plan plan, Map<Integer, Accumulated> before, ServiceLine... lines) {
    return new ClaimCase(
        new Standing.Member(YEAR_2026, List.of(plan)),
        List.of(lines),
        DAY,
        DAY.plusDays(1),
        false,
        new EvidenceState.Open(Set.of()),
        new ReviewState.NotReviewed(),
        before);
  }

  static Map<Integer, Accumulated> met(long deductible, long outOfPocket) {
    return Map.of(2026, new Accumulated(usd(deductible), usd(outOfPocket)));
  }

  static Adjudication decided(ClaimCase claim) {
    return switch (AdjudicationEngine.decide(claim)) {
      case Decision.Decided decided -> decided.adjudication();
      case Decision other -> throw new AssertionError("not decided: " + other);
    };
  }

  /** A visit that is paid, one that meets the deductible, and one that the plan lacks. */
  public static Adjudication mixed() {
    return decided(
        covered(
            line(1, ServiceCategory.OFFICE_VISIT, 10_000),
            line(2, ServiceCategory.PROCEDURE, 200_000),
            line(3, ServiceCategory.DENTAL, 5_000)));
  }

  private Cases() {}
}
