package io.tallystick.insurer.membership.domain;

import io.tallystick.insurer.plans.domain.DatePeriod;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One enrolment of a member in a plan.
 *
 * @param plan plan id
 */
public record Coverage(String coverageId, String memberId, String plan, DatePeriod period) {

  /**
   * The enrolment that answers for a day: the latest that covers it; else the latest that began
   * before it (so that it lapsed); else the first (so that it hasn't begun).
   */
  public static Optional<Coverage> answering(List<Coverage> enrolments, LocalDate day) {
    var byStart = Comparator.comparing((Coverage c) -> c.period().from());
    return enrolments.stream()
        .filter(c -> c.period().contains(day))
        .max(byStart)
        .or(() -> enrolments.stream().filter(c -> !c.period().startsAfter(day)).max(byStart))
        .or(() -> enrolments.stream().min(byStart));
  }
}
