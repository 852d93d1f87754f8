package io.tallystick.gateway.enrolment.app;

import io.tallystick.gateway.enrolment.domain.ActsAs;
import io.tallystick.gateway.enrolment.domain.Applicant;
import io.tallystick.gateway.enrolment.domain.Enrolment;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.crypto.PublicJwk;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jdbi.v3.core.Handle;

/** Somebody signed in asks that their key be accepted for a patient. */
@ApplicationScoped
public class RequestEnrolment {

  /** One person doesn't fill the clerk's desk, on which the oldest come first. */
  private static final int MOST_PENDING = 20;

  private final Transactions transactions;
  private final Enrolments enrolments;
  private final Ids ids;
  private final Clock clock;

  public RequestEnrolment(Transactions transactions, Enrolments enrolments, Ids ids, Clock clock) {
    this.transactions = transactions;
    this.enrolments = enrolments;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * The same request again is the same enrolment.
   *
   * @param kiosk whether the key was made on a shared device
   * @throws io.tallystick.kit.problem.ProblemException 422 {@code enrolment.incomplete}; 409 {@code
   *     enrolment.too-many} while the clerk has many of this person
   */
  public Enrolment request(
      String subject, PublicJwk key, ActsAs actsAs, Applicant about, boolean kiosk) {
    if (!about.demographics().complete()) {
      throw Problem.unprocessable(
              "enrolment.incomplete", "an enrolment needs both names and a birth date")
          .exception();
    }
    var asked =
        new Enrolment(
            ids.next(),
            subject,
            key,
            actsAs,
            Enrolment.State.PENDING,
            null,
            null,
            clock.instant(),
            null,
            kiosk);
    return transactions.inTransaction(
        tx ->
            enrolments
                .same(tx, asked, about)
                .orElseGet(
                    () -> {
                      requireFew(tx, subject);
                      enrolments.add(tx, asked, about);
                      return asked;
                    }));
  }

  private void requireFew(Handle tx, String subject) {
    long pending =
        enrolments.ofSubject(tx, subject).stream()
            .filter(e -> e.state() == Enrolment.State.PENDING)
            .count();
    if (pending >= MOST_PENDING) {
      throw Problem.conflict("enrolment.too-many", "wait until the clerk has decided").exception();
    }
  }
}
