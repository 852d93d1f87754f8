package io.tallystick.insurer.adjudication.domain;

import io.tallystick.insurer.plans.domain.PlanRule;
import io.tallystick.insurer.plans.domain.ServiceLine;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of the billed tests' repetition.
 *
 * @param earlier by line sequence: the same code, billed by others for this member, whenever
 * @param explained lines that give a reason for repeating
 */
public record Repeats(Map<Integer, List<EarlierTest>> earlier, Set<Integer> explained) {

  public static final Repeats NONE = new Repeats(Map.of(), Set.of());

  public Repeats {
    earlier = Map.copyOf(earlier);
    explained = Set.copyOf(explained);
  }

  /** The latest test that this line repeats within the rule's window, without a reason. */
  Optional<EarlierTest> repeated(ServiceLine line, PlanRule.Repeat rule) {
    if (explained.contains(line.sequence())) return Optional.empty();
    var from = line.serviced().minusDays(rule.days());
    return earlier.getOrDefault(line.sequence(), List.of()).stream()
        .filter(t -> !t.serviced().isBefore(from) && !t.serviced().isAfter(line.serviced()))
        .max(Comparator.comparing(EarlierTest::serviced).thenComparing(EarlierTest::claimId));
  }
}
