package io.tallystick.gateway.consents.app;

import io.tallystick.gateway.enrolment.app.PatientLinks;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Clock;
import org.jdbi.v3.core.Handle;

/**
 * A patient says no to a request: it isn't put before them again, and whoever asked is told. A
 * consent that they grant later counts all the same.
 */
@ApplicationScoped
public class DeclineRequest {

  private final Transactions transactions;
  private final PatientLinks links;
  private final ConsentRequests requests;
  private final Event<RequestDeclined> declined;
  private final Clock clock;

  public DeclineRequest(
      Transactions transactions,
      PatientLinks links,
      ConsentRequests requests,
      Event<RequestDeclined> declined,
      Clock clock) {
    this.transactions = transactions;
    this.links = links;
    this.requests = requests;
    this.declined = declined;
    this.clock = clock;
  }

  /**
   * Declining again changes nothing.
   *
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code request.not-found}, {@code
   *     patient.not-found}; 409 {@code request.answered}, {@code request.lapsed}, {@code
   *     request.withdrawn}
   */
  public void decline(String subject, String requestId) {
    transactions.useTransaction(tx -> decline(tx, subject, requestId));
  }

  private void decline(Handle tx, String subject, String requestId) {
    var asked =
        requests
            .lock(tx, requestId)
            .orElseThrow(
                () -> Problem.notFound("request.not-found", "no such request").exception());
    links.requireConsenting(tx, subject, asked.patientId(), asked.grantee());
    switch (asked.state()) {
      case DECLINED -> {}
      case ANSWERED ->
          throw Problem.conflict("request.answered", "a consent answered it").exception();
      case WITHDRAWN ->
          throw Problem.conflict("request.withdrawn", "nobody asks this any more").exception();
      case OPEN -> {
        if (asked.claimId() == null && asked.lapsed(clock.instant())) {
          throw Problem.conflict("request.lapsed", "its deadline has passed").exception();
        }
        requests.declined(tx, requestId, clock.instant());
        declined.fire(new RequestDeclined(tx, asked.grantee(), asked.claimId(), requestId));
      }
    }
  }
}
