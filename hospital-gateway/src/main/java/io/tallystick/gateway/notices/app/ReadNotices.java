package io.tallystick.gateway.notices.app;

import io.tallystick.gateway.enrolment.app.PatientLinks;
import io.tallystick.gateway.notices.app.PatientNotices.Notice;
import io.tallystick.kit.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Shows somebody the notices of a patient whom they may act for. */
@ApplicationScoped
public class ReadNotices {

  private final Transactions transactions;
  private final PatientLinks links;
  private final PatientNotices notices;

  public ReadNotices(Transactions transactions, PatientLinks links, PatientNotices notices) {
    this.transactions = transactions;
    this.links = links;
    this.notices = notices;
  }

  /**
   * @return those that a representative's bounds leave out aren't among them
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code patient.not-found}
   */
  public List<Notice> read(String subject, String patientId) {
    return transactions.inTransaction(
        tx -> {
          var own = links.require(tx, subject, patientId);
          return notices.ofPatient(tx, patientId).stream()
              .filter(notice -> own.stream().anyMatch(link -> link.concerns(notice.org())))
              .toList();
        });
  }

  /**
   * From now on they count as read. A representative within bounds can't take a notice from the
   * patient's sight.
   *
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code patient.not-found}; 409 {@code
   *     mandate.exceeded}
   */
  public void seen(String subject, String patientId) {
    transactions.useTransaction(
        tx -> {
          links.requireUnbounded(tx, subject, patientId);
          notices.seen(tx, patientId);
        });
  }
}
