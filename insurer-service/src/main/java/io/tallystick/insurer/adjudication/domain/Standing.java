package io.tallystick.insurer.adjudication.domain;

import io.tallystick.insurer.plans.domain.DatePeriod;
import io.tallystick.insurer.plans.domain.Plan;
import java.util.List;

/** Where the patient stands with this insurer. */
public sealed interface Standing {

  /**
   * @param coverage the days the member is covered
   * @param versions the plan's versions; a line is decided by the one of its service date
   */
  record Member(DatePeriod coverage, List<Plan> versions) implements Standing {
    public Member {
      versions = List.copyOf(versions);
    }
  }

  /**
   * @param rule what didn't match, e.g. {@code member.unknown}, {@code member.birth-date}
   */
  record Unknown(String rule) implements Standing {}
}
