package io.tallystick.gateway.enrolment.app;

import io.tallystick.gateway.common.GatewayConfig;
import io.tallystick.gateway.enrolment.domain.ActsAs;
import io.tallystick.gateway.enrolment.domain.EndReason;
import io.tallystick.gateway.enrolment.domain.Enrolment;
import io.tallystick.gateway.enrolment.domain.RoleBound;
import io.tallystick.gateway.enrolment.domain.RoleBound.Bound;
import io.tallystick.gateway.enrolment.domain.RoleScope;
import io.tallystick.gateway.patients.app.Patients;
import io.tallystick.kit.ledger.Orgs;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import io.tallystick.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.jdbi.v3.core.Handle;

/** A clerk, after proofing, links a person and key to a patient, turns it down, or ends it. */
@ApplicationScoped
public class DecideEnrolment {

  /** What the clerk decided. */
  public sealed interface Verdict {
    /**
     * @param until until when the role holds, absent for the role's own bound
     * @param scope what a representative may do; absent for all, which a delegate never gets unsaid
     */
    record Attest(String patientId, Instant until, RoleScope scope) implements Verdict {}

    record Reject() implements Verdict {}

    /** Ends an attested enrolment. */
    record Revoke(EndReason reason) implements Verdict {}
  }

  private final Transactions transactions;
  private final Enrolments enrolments;
  private final Patients patients;
  private final KeyNotices notices;
  private final Orgs orgs;
  private final Event<EnrolmentRevoked> revoked;
  private final Clock clock;
  private final GatewayConfig config;

  public DecideEnrolment(
      Transactions transactions,
      Enrolments enrolments,
      Patients patients,
      KeyNotices notices,
      Orgs orgs,
      Event<EnrolmentRevoked> revoked,
      Clock clock,
      GatewayConfig config) {
    this.transactions = transactions;
    this.enrolments = enrolments;
    this.patients = patients;
    this.notices = notices;
    this.orgs = orgs;
    this.revoked = revoked;
    this.clock = clock;
    this.config = config;
  }

  /**
   * @param clerk the clerk's username
   * @throws ProblemException 404 {@code enrolment.not-found}, {@code patient.not-found}; 409 {@code
   *     enrolment.decided}; 422 {@code enrolment.until-needed}, {@code enrolment.scope-needed},
   *     {@code enrolment.scope-unknown}
   */
  public Enrolment.State decide(String enrolmentId, Verdict verdict, String clerk) {
    return transactions.inTransaction(
        tx -> {
          var enrolment = enrolments.lock(tx, enrolmentId).orElseThrow(DecideEnrolment::unknown);
          return switch (verdict) {
            case Verdict.Attest attest -> attest(tx, enrolment, attest, clerk);
            case Verdict.Reject reject -> reject(tx, enrolment, clerk);
            case Verdict.Revoke(var reason) -> revoke(tx, enrolment, reason, clerk);
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
    var scope = scope(enrolment, verdict.scope());
    var until = until(enrolment, verdict.until(), patient.demographics().birthDate());
    enrolments.attested(tx, enrolment.enrolmentId(), verdict.patientId(), until, scope, clerk);
    notices.add(tx, verdict.patientId(), enrolment.enrolmentId(), KeyNotices.NEW_KEY);
    return Enrolment.State.ATTESTED;
  }

  /** A kiosk forgets its key when the visit is over; nobody should vouch for it longer. */
  private Instant until(Enrolment enrolment, Instant asked, LocalDate birthDate) {
    var now = clock.instant();
    var role = RoleBound.of(enrolment.actsAs(), asked, birthDate, config.ageOfMajority(), now);
    return switch (role) {
      case Bound.Holds(var end) -> {
        var visit = now.plus(config.kioskKeyValidity());
        yield enrolment.kiosk() && (end == null || end.isAfter(visit)) ? visit : end;
      }
      case Bound.EndMissing missing ->
          throw Problem.unprocessable(
                  "enrolment.until-needed", "this role needs an end that is still to come")
              .exception();
    };
  }

  private RoleScope scope(Enrolment enrolment, RoleScope asked) {
    if (enrolment.actsAs() == ActsAs.SELF) return null;
    if (asked == null) {
      if (enrolment.actsAs() != ActsAs.DELEGATE) return null;
      throw Problem.unprocessable("enrolment.scope-needed", "say what the delegate may do")
          .exception();
    }
    if (!asked.wellFormed()
        || !asked.grantees().stream().allMatch(id -> orgs.byId(id).isPresent())) {
      throw Problem.unprocessable("enrolment.scope-unknown", "names what there isn't").exception();
    }
    return asked;
  }

  private Enrolment.State reject(Handle tx, Enrolment enrolment, String clerk) {
    requireState(enrolment, Enrolment.State.PENDING);
    enrolments.rejected(tx, enrolment.enrolmentId(), clerk);
    return Enrolment.State.REJECTED;
  }

  /**
   * @param enrolment locked
   * @param by the clerk's username, or {@code patient}
   */
  Enrolment.State revoke(Handle tx, Enrolment enrolment, EndReason reason, String by) {
    requireState(enrolment, Enrolment.State.ATTESTED);
    enrolments.revoked(tx, enrolment.enrolmentId(), reason, by);
    notices.add(tx, enrolment.patientId(), enrolment.enrolmentId(), reason.name());
    revoked.fire(
        new EnrolmentRevoked(
            tx, enrolment.patientId(), enrolment.key().thumbprint(), reason.withdrawsConsents()));
    return Enrolment.State.REVOKED;
  }

  private static void requireState(Enrolment enrolment, Enrolment.State state) {
    if (enrolment.state() != state) {
      throw Problem.conflict("enrolment.decided", "this enrolment is " + enrolment.state())
          .exception();
    }
  }

  private static ProblemException unknown() {
    return Problem.notFound("enrolment.not-found", "no such enrolment").exception();
  }
}
