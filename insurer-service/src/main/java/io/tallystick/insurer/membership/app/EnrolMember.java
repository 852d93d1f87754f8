package io.tallystick.insurer.membership.app;

import io.tallystick.insurer.membership.domain.Coverage;
import io.tallystick.insurer.membership.domain.Enrolment;
import io.tallystick.insurer.plans.domain.PlanCatalog;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jdbi.v3.core.Handle;

/** Enrols a member in a plan; the same enrolment again changes nothing. */
@ApplicationScoped
public class EnrolMember {

  public sealed interface Outcome {
    record Enrolled(Coverage coverage) implements Outcome {}

    record AlreadyEnrolled(Coverage coverage) implements Outcome {}

    record UnknownPlan() implements Outcome {}

    /** The member id belongs to somebody born on another day. */
    record AnotherPerson() implements Outcome {}
  }

  private final Transactions transactions;
  private final Members members;
  private final PlanCatalog plans;
  private final Ids ids;
  private final Clock clock;

  public EnrolMember(
      Transactions transactions, Members members, PlanCatalog plans, Ids ids, Clock clock) {
    this.transactions = transactions;
    this.members = members;
    this.plans = plans;
    this.ids = ids;
    this.clock = clock;
  }

  public Outcome enrol(Enrolment wanted) {
    if (plans.versions(wanted.plan()).isEmpty()) return new Outcome.UnknownPlan();
    return transactions.inTransaction(tx -> enrol(tx, wanted));
  }

  private Outcome enrol(Handle tx, Enrolment wanted) {
    var member = wanted.memberId();
    boolean fresh = members.add(tx, member, wanted.beneficiary(), clock.instant());
    members.lock(tx, member);
    if (!fresh && !members.bornOn(tx, member, wanted.beneficiary().birthDate())) {
      return new Outcome.AnotherPerson();
    }
    var coverage = new Coverage(ids.next(), member, wanted.plan(), wanted.period());
    return members.add(tx, coverage)
        ? new Outcome.Enrolled(coverage)
        : new Outcome.AlreadyEnrolled(existing(tx, coverage));
  }

  private Coverage existing(Handle tx, Coverage wanted) {
    return members.find(tx, wanted.memberId()).orElseThrow().coverages().stream()
        .filter(c -> c.plan().equals(wanted.plan()))
        .filter(c -> c.period().from().equals(wanted.period().from()))
        .findFirst()
        .orElseThrow();
  }
}
