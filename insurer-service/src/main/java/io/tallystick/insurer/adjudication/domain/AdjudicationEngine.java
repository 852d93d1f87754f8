package io.tallystick.insurer.adjudication.domain;

import io.tallystick.insurer.plans.domain.Plan;
import io.tallystick.insurer.plans.domain.PlanRule;
import io.tallystick.insurer.plans.domain.ServiceLine;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Decides a claim, or says what it still needs: a pure function of the case. Lines are denied
 * first; what is left may need evidence, then a person; then it is priced in line order against the
 * accumulators of each line's plan year.
 */
public final class AdjudicationEngine {

  private final ClaimCase claim;
  private final Map<Integer, Denial> denied = new TreeMap<>();

  private AdjudicationEngine(ClaimCase claim) {
    this.claim = claim;
  }

  public static Decision decide(ClaimCase claim) {
    return new AdjudicationEngine(claim).decide();
  }

  private Decision decide() {
    return switch (claim.standing()) {
      case Standing.Unknown unknown -> unknownMember(unknown);
      case Standing.Member member -> decide(member);
    };
  }

  private Decision unknownMember(Standing.Unknown unknown) {
    var why = new Denial(Carc.UNKNOWN_MEMBER, unknown.rule());
    var lines =
        claim.lines().stream()
            .map(line -> LineResult.denied(line.sequence(), line.charge(), why))
            .toList();
    return new Decision.Decided(new Adjudication(lines, Map.of()));
  }

  private Decision decide(Standing.Member member) {
    var denials = new LineDenials(claim, member);
    for (var line : claim.lines()) {
      denials.of(line).ifPresent(why -> deny(denials, line, why));
    }
    denyRepeats(member);
    return evidence(member).or(() -> review(member)).orElseGet(() -> price(member));
  }

  /** What has no price can't be granted. */
  private void deny(LineDenials denials, ServiceLine line, Denial why) {
    if (!granted(line.sequence()) || !denials.hasPrice(line)) denied.put(line.sequence(), why);
  }

  private boolean granted(int sequence) {
    return claim.review() instanceof ReviewState.OnAppeal(var granted, var rulings)
        && granted.contains(sequence);
  }

  private Optional<Decision> evidence(Standing.Member member) {
    var types = new TreeSet<String>();
    var rules = new TreeSet<String>();
    for (var line : open()) {
      if (granted(line.sequence())) continue;
      for (var rule : applying(member, line, Plan::evidence).toList()) {
        if (rule.satisfiedBy(claim.evidence().types())) continue;
        if (claim.evidence() instanceof EvidenceState.Closed) {
          denied.putIfAbsent(
              line.sequence(), new Denial(Carc.EVIDENCE_MISSING, "evidence." + rule.id()));
        }
        rules.add(rule.id());
        types.addAll(rule.types());
      }
    }
    boolean wait = !rules.isEmpty() && !(claim.evidence() instanceof EvidenceState.Closed);
    return wait
        ? Optional.of(new Decision.AwaitEvidence(types, List.copyOf(rules)))
        : Optional.empty();
  }

  private Optional<Decision> review(Standing.Member member) {
    return switch (claim.review()) {
      case ReviewState.Reviewed(var rulings) -> {
        rulings.forEach((line, why) -> denied.putIfAbsent(line, new Denial(why, "review")));
        yield Optional.empty();
      }
      case ReviewState.OnAppeal(var granted, var rulings) -> {
        rulings.forEach(
            (line, why) -> {
              if (!granted.contains(line)) denied.putIfAbsent(line, new Denial(why, "review"));
            });
        yield Optional.empty();
      }
      case ReviewState.NotReviewed() ->
          open().stream()
              .flatMap(line -> applying(member, line, Plan::reviews))
              .findFirst()
              .<Decision>map(rule -> new Decision.AwaitReview(rule.id(), rule.reason()))
              .or(() -> repeatsToReview(member));
    };
  }

  private void denyRepeats(Standing.Member member) {
    for (var line : open()) {
      if (granted(line.sequence())) continue;
      applying(member, line, Plan::repeats)
          .filter(PlanRule.Repeat::denies)
          .flatMap(rule -> claim.repeats().repeated(line, rule).map(e -> repeats(rule, e)).stream())
          .findFirst()
          .ifPresent(why -> denied.put(line.sequence(), why));
    }
  }

  /** The provider learns where the result is, not which claim billed it. */
  private static Denial repeats(PlanRule.Repeat rule, EarlierTest earlier) {
    var note =
        "The same test was done on "
            + earlier.serviced()
            + " at "
            + earlier.provider()
            + ", within "
            + rule.days()
            + " days: its result could have been reused.";
    return new Denial(Carc.REPEATED, "repeat." + rule.id(), Optional.of(note));
  }

  private Optional<Decision> repeatsToReview(Standing.Member member) {
    for (var line : open()) {
      for (var rule : applying(member, line, Plan::repeats).toList()) {
        var earlier = claim.repeats().repeated(line, rule);
        if (earlier.isEmpty() || rule.denies()) continue;
        var reason =
            "Line %d repeats a test of %s at %s (claim %s) within %d days, and gives no reason"
                .formatted(
                    line.sequence(),
                    earlier.get().serviced(),
                    earlier.get().provider(),
                    earlier.get().claimId(),
                    rule.days());
        return Optional.of(new Decision.AwaitReview("repeat." + rule.id(), reason));
      }
    }
    return Optional.empty();
  }

  private Decision price(Standing.Member member) {
    var use = new HashMap<Integer, Accumulated>();
    var results =
        claim.lines().stream()
            .sorted(Comparator.comparingInt(ServiceLine::sequence))
            .map(line -> result(member, line, use))
            .toList();
    return new Decision.Decided(new Adjudication(results, use));
  }

  private LineResult result(
      Standing.Member member, ServiceLine line, Map<Integer, Accumulated> use) {
    var why = denied.get(line.sequence());
    if (why != null) return LineResult.denied(line.sequence(), line.charge(), why);
    var plan = LineDenials.version(member, line).orElseThrow();
    var benefit = plan.benefit(line.category()).orElseThrow();
    int year = line.serviced().getYear();
    var none = Accumulated.none(plan.currency());
    var met = claim.before().getOrDefault(year, none).plus(use.getOrDefault(year, none));
    var result = CostSharing.price(line, plan, benefit, met);
    use.merge(year, result.use(), Accumulated::plus);
    return result;
  }

  private List<ServiceLine> open() {
    return claim.lines().stream().filter(l -> !denied.containsKey(l.sequence())).toList();
  }

  private <R extends PlanRule> Stream<R> applying(
      Standing.Member member, ServiceLine line, Function<Plan, List<R>> rules) {
    var plan = LineDenials.version(member, line).orElseThrow();
    return rules.apply(plan).stream().filter(rule -> rule.scope().covers(line, claim.charge()));
  }
}
