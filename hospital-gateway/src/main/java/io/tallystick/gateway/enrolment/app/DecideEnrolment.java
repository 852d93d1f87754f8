package io.tallystick.gateway.enrolment.app;

import io.tallystick.gateway.enrolment.domain.Enrolment;
import io.tallystick.gateway.enrolment.domain.RoleBound;
import io.tallystick.gateway.enrolment.domain.RoleBound.Bound;
import io.tallystick.gateway.patients.app.Patients;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** A clerk, after proofing, links a person and key to a patient, turns it down, or ends it. */
@ApplicationScoped
public class DecideEnrolment {

  /** What the clerk decided. */
  public sealed interface Verdict {
    /**
     * @param until until when the role holds, absent for the role's own bound
     */
    record Attest(String patientId, Instant until) implements Verdict {}

    record Reject() implements Verdict {}

    /** Ends an attested enrolment: the key is lost, or the role is over. */
    record Revoke() implements Verdict {}
  }

  private final Transactions transactions;
  private final Enrolments enrolments;
  private final Patients patients;
  private final Event<EnrolmentRevoked> revoked;
  private final Clock clock;

  public DecideEnrolment(
      Transactions transactions,
      Enrolments enrolments,
      Patients patients,
      Event<EnrolmentRevoked> revoked,
      Clock clock) {
    this.transactions = transactions;
    this.enrolments = enrolments;
    this.patients = patients;
    this.revoked = revoked;
    this.clock = clock;
  }

  /**
   * @param clerk the clerk's username
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code enrolment.not-found}, {@code
   *     patient.not-found}; 409 {@code enrolment.decided}; 422 {@code enrolment.until-needed}
   */
  public Enrolment.State decide(String enrolmentId, Verdict verdict, String clerk) {
    return transactions.inTransaction(
        tx -> {
          var enrolment = enrolments.lock(tx, enrolmentId).orElseThrow(DecideEnrolment::unknown);
          return switch (verdict) {
            case Verdict.Attest attest -> attest(tx, enrolment, attest, clerk);
            case Verdict.Reject reject ->
                end(tx, enrolment, Enrolment.State.PENDING, Enrolment.State.REJECTED, clerk);
            case Verdict.Revoke revoke -> revoke(tx, enrolment, clerk);
          };
        });
  }

  private Enrolment.State attest(
      Handle tx, Enrolment enrolment, Verdict.Attest verdict, String clerk) {
    requireState(enrolment, Enrolment.State.PENDING);
    var patient =
        patients
            .profile(tx, verdict.patientId())
            .orElseThrow(
                () -> Problem.notFound("patient.not-found", "no such patient").exception());
    var bound =
        RoleBound.of(
            enrolment.actsAs(),
            verdict.until(),
            patient.demographics().birthDate(),
            clock.instant());
    return switch (bound) {
      case Bound.Holds(var until) -> {
        enrolments.decide(
            tx,
            enrolment.enrolmentId(),
            Enrolment.State.ATTESTED,
            verdict.patientId(),
            until,
            clerk);
        yield Enrolment.State.ATTESTED;
      }
      case Bound.EndMissing missing ->
          throw Problem.unprocessable(
                  "enrolment.until-needed", "this role needs an end that is still to come")
              .exception();
    };
  }

  private Enrolment.State revoke(Handle tx, Enrolment enrolment, String clerk) {
    var state = end(tx, enrolment, Enrolment.State.ATTESTED, Enrolment.State.REVOKED, clerk);
    revoked.fire(new EnrolmentRevoked(tx, enrolment.patientId(), enrolment.key().thumbprint()));
    return state;
  }

  private Enrolment.State end(
      Handle tx, Enrolment enrolment, Enrolment.State from, Enrolment.State to, String clerk) {
    requireState(enrolment, from);
    enrolments.decide(
        tx, enrolment.enrolmentId(), to, enrolment.patientId(), enrolment.notAfter(), clerk);
    return to;
  }

  private static void requireState(Enrolment enrolment, Enrolment.State state) {
    if (enrolment.state() != state) {
      throw Problem.conflict("enrolment.decided", "this enrolment is " + enrolment.state())
          .exception();
    }
  }

  private static RuntimeException unknown() {
    return Problem.notFound("enrolment.not-found", "no such enrolment").exception();
  }
}
