package io.tallystick.gateway.enrolment.app;

import io.tallystick.gateway.enrolment.domain.Enrolment;
import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.ledger.Refusal;
import io.tallystick.vocabulary.ledger.RefusalCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Whom somebody may act for. Whoever may not is told the same as if there were no such patient. */
@ApplicationScoped
public class PatientLinks {

  private final Enrolments enrolments;
  private final Clock clock;

  public PatientLinks(Enrolments enrolments, Clock clock) {
    this.enrolments = enrolments;
    this.clock = clock;
  }

  /**
   * @return the enrolments in force between the two, one per key
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code patient.not-found}
   */
  public List<Enrolment> require(Handle tx, String subject, String patientId) {
    var links = between(tx, subject, patientId);
    if (links.isEmpty()) {
      throw Problem.notFound("patient.not-found", "no such patient for you").exception();
    }
    return links;
  }

  /**
   * Those that may consent towards this institution.
   *
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code patient.not-found}; 409 {@code
   *     mandate.exceeded} for whoever may only look, or not towards this institution
   */
  public List<Enrolment> requireConsenting(
      Handle tx, String subject, String patientId, String grantee) {
    var able =
        require(tx, subject, patientId).stream().filter(link -> link.mayConsent(grantee)).toList();
    if (able.isEmpty()) {
      var why = "you may not consent for this patient towards this institution";
      throw Problem.of(new Refusal(RefusalCode.MANDATE_EXCEEDED, why)).exception();
    }
    return able;
  }

  /**
   * Those that may do all that the patient may.
   *
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code patient.not-found}; 409 {@code
   *     mandate.exceeded}
   */
  public List<Enrolment> requireUnbounded(Handle tx, String subject, String patientId) {
    var able = require(tx, subject, patientId).stream().filter(Enrolment::unbounded).toList();
    if (able.isEmpty()) {
      var why = "this is for the patient, or who may do all that they may";
      throw Problem.of(new Refusal(RefusalCode.MANDATE_EXCEEDED, why)).exception();
    }
    return able;
  }

  /** Empty where there are none. */
  public List<Enrolment> between(Handle tx, String subject, String patientId) {
    var now = clock.instant();
    return enrolments.ofSubject(tx, subject).stream()
        .filter(e -> e.inForce(now) && e.patientId().equals(patientId))
        .toList();
  }

  /** Whether a key acts for a patient; that doesn't change until the transaction ends. */
  public boolean accepts(Handle tx, String patientId, String thumbprint) {
    var now = clock.instant();
    return enrolments.hold(tx, patientId, thumbprint).stream().anyMatch(e -> e.inForce(now));
  }
}
