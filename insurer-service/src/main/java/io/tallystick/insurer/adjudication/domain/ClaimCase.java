package io.tallystick.insurer.adjudication.domain;

import io.tallystick.insurer.plans.domain.ServiceLine;
import io.tallystick.vocabulary.money.Money;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * Everything that one adjudication depends on; nothing else does.
 *
 * @param lines at least one, all in one currency
 * @param servedUntil the last day that is billed; timely filing counts from it
 * @param received the day the claim arrived
 * @param duplicate whether the same member's same services were decided before
 * @param before what was met before this claim, by plan year; a year without entry is zero
 * @param repeats which lines repeat a test of another provider's
 */
public record ClaimCase(
    Standing standing,
    List<ServiceLine> lines,
    LocalDate servedUntil,
    LocalDate received,
    boolean duplicate,
    EvidenceState evidence,
    ReviewState review,
    Map<Integer, Accumulated> before,
    Repeats repeats) {

  /** One that repeats nothing. */
  public ClaimCase(
      Standing standing,
      List<ServiceLine> lines,
      LocalDate servedUntil,
      LocalDate received,
      boolean duplicate,
      EvidenceState evidence,
      ReviewState review,
      Map<Integer, Accumulated> before) {
    this(standing, lines, servedUntil, received, duplicate, evidence, review, before, Repeats.NONE);
  }

  public ClaimCase {
    if (lines.isEmpty()) throw new IllegalArgumentException("a claim has lines");
    lines = List.copyOf(lines);
    before = Map.copyOf(before);
  }

  Money charge() {
    return lines.stream().map(ServiceLine::charge).reduce(Money::plus).orElseThrow();
  }
}
