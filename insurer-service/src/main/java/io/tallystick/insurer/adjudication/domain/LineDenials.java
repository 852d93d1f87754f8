package io.tallystick.insurer.adjudication.domain;

import io.tallystick.insurer.plans.domain.Plan;
import io.tallystick.insurer.plans.domain.PlanRule;
import io.tallystick.insurer.plans.domain.ServiceLine;
import io.tallystick.vocabulary.money.Money;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Why a line is denied before its price is a question. The order is the order of the questions: is
 * the patient covered, was it billed in time and once, does the plan cover it.
 */
final class LineDenials {

  private final ClaimCase claim;
  private final Standing.Member member;
  private final Money charge;
  private final List<Function<ServiceLine, Optional<Denial>>> questions =
      List.of(
          this::coverage,
          this::currency,
          this::duplicate,
          this::filing,
          this::benefit,
          this::exclusion);

  LineDenials(ClaimCase claim, Standing.Member member) {
    this.claim = claim;
    this.member = member;
    this.charge = claim.charge();
  }

  Optional<Denial> of(ServiceLine line) {
    return questions.stream().flatMap(q -> q.apply(line).stream()).findFirst();
  }

  /** Whether the plan says what it would cost, whatever speaks against paying it. */
  boolean hasPrice(ServiceLine line) {
    return version(member, line)
        .filter(plan -> plan.currency().equals(line.charge().currency()))
        .flatMap(plan -> plan.benefit(line.category()))
        .isPresent();
  }

  static Optional<Plan> version(Standing.Member member, ServiceLine line) {
    return member.versions().stream()
        .filter(v -> v.effective().contains(line.serviced()))
        .findFirst();
  }

  private Optional<Denial> coverage(ServiceLine line) {
    if (member.coverage().startsAfter(line.serviced())) {
      return deny(Carc.BEFORE_COVERAGE, "coverage.not-begun");
    }
    if (member.coverage().endedBefore(line.serviced())) {
      return deny(Carc.LAPSED, "coverage.lapsed");
    }
    return version(member, line).isPresent()
        ? Optional.empty()
        : deny(Carc.BEFORE_COVERAGE, "plan.not-in-effect");
  }

  private Optional<Denial> currency(ServiceLine line) {
    return plan(line).currency().equals(line.charge().currency())
        ? Optional.empty()
        : deny(Carc.EXCLUDED, "plan.currency");
  }

  private Optional<Denial> duplicate(ServiceLine line) {
    return claim.duplicate() ? deny(Carc.DUPLICATE, "claim.duplicate") : Optional.empty();
  }

  private Optional<Denial> filing(ServiceLine line) {
    long days = ChronoUnit.DAYS.between(claim.servedUntil(), claim.received());
    return days > plan(line).timelyFilingDays()
        ? deny(Carc.FILED_LATE, "plan.timely-filing")
        : Optional.empty();
  }

  private Optional<Denial> benefit(ServiceLine line) {
    return plan(line).benefit(line.category()).isPresent()
        ? Optional.empty()
        : deny(Carc.NOT_IN_PLAN, "benefit.none." + line.category().key());
  }

  private Optional<Denial> exclusion(ServiceLine line) {
    return plan(line).exclusions().stream()
        .filter(rule -> rule.scope().covers(line, charge))
        .map(PlanRule.Exclusion::id)
        .findFirst()
        .flatMap(id -> deny(Carc.EXCLUDED, "exclusion." + id));
  }

  private Plan plan(ServiceLine line) {
    return version(member, line).orElseThrow();
  }

  private static Optional<Denial> deny(Carc reason, String rule) {
    return Optional.of(new Denial(reason, rule));
  }
}
