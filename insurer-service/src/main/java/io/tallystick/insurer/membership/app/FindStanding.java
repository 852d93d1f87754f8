package io.tallystick.insurer.membership.app;

import io.tallystick.insurer.adjudication.domain.Standing;
import io.tallystick.insurer.membership.domain.Coverage;
import io.tallystick.insurer.plans.domain.PlanCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Where the patient of a claim stands: a member with an enrolment, or unknown here. */
@ApplicationScoped
public class FindStanding {

  /**
   * @param coverage absent when the patient isn't known as a member
   */
  public record Found(Standing standing, Optional<Coverage> coverage) {}

  private final Members members;
  private final PlanCatalog plans;

  public FindStanding(Members members, PlanCatalog plans) {
    this.members = members;
    this.plans = plans;
  }

  /**
   * @param birthDate as billed, absent if the claim doesn't tell
   * @param day the claim's first day of service
   */
  public Found find(Handle tx, String memberId, Optional<LocalDate> birthDate, LocalDate day) {
    var member = members.find(tx, memberId);
    if (member.isEmpty()) return unknown("member.unknown");
    if (birthDate.isPresent() && !members.bornOn(tx, memberId, birthDate.get())) {
      return unknown("member.birth-date");
    }
    return Coverage.answering(member.get().coverages(), day)
        .map(this::member)
        .orElseGet(() -> unknown("member.not-enrolled"));
  }

  private Found member(Coverage coverage) {
    return new Found(
        new Standing.Member(coverage.period(), plans.versions(coverage.plan())),
        Optional.of(coverage));
  }

  private static Found unknown(String rule) {
    return new Found(new Standing.Unknown(rule), Optional.empty());
  }
}
