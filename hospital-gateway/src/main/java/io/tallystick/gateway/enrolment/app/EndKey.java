package io.tallystick.gateway.enrolment.app;

import io.tallystick.gateway.enrolment.domain.ActsAs;
import io.tallystick.gateway.enrolment.domain.EndReason;
import io.tallystick.gateway.enrolment.domain.Enrolment;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/**
 * A patient reports a key: one of their own that is lost, or that somebody is to act for them no
 * more. It ends at once; a clerk isn't needed for less trust, only for more.
 */
@ApplicationScoped
public class EndKey {

  private final Transactions transactions;
  private final Enrolments enrolments;
  private final PatientLinks links;
  private final DecideEnrolment decideEnrolment;

  public EndKey(
      Transactions transactions,
      Enrolments enrolments,
      PatientLinks links,
      DecideEnrolment decideEnrolment) {
    this.transactions = transactions;
    this.enrolments = enrolments;
    this.links = links;
    this.decideEnrolment = decideEnrolment;
  }

  /**
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code enrolment.not-found}, also for a
   *     key that isn't the caller's to end; 409 {@code enrolment.decided}
   */
  public void end(String subject, String enrolmentId, EndReason reason) {
    transactions.useTransaction(
        tx -> {
          var enrolment =
              enrolments
                  .lock(tx, enrolmentId)
                  .filter(e -> e.patientId() != null && mayEnd(tx, subject, e))
                  .orElseThrow(
                      () ->
                          Problem.notFound("enrolment.not-found", "no such key of yours")
                              .exception());
          decideEnrolment.revoke(tx, enrolment, reason, "patient");
        });
  }

  /** One's own; and the patient in person ends anybody's. */
  private boolean mayEnd(Handle tx, String subject, Enrolment enrolment) {
    return enrolment.subject().equals(subject)
        || links.between(tx, subject, enrolment.patientId()).stream()
            .anyMatch(e -> e.actsAs() == ActsAs.SELF);
  }
}
