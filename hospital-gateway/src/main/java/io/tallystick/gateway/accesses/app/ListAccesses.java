package io.tallystick.gateway.accesses.app;

import io.tallystick.gateway.enrolment.app.PatientLinks;
import io.tallystick.gateway.release.app.Decisions;
import io.tallystick.gateway.release.domain.Decision;
import io.tallystick.kit.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Shows somebody every decision on access to the records of a patient whom they may act for. */
@ApplicationScoped
public class ListAccesses {

  private final Transactions transactions;
  private final PatientLinks links;
  private final Decisions decisions;

  public ListAccesses(Transactions transactions, PatientLinks links, Decisions decisions) {
    this.transactions = transactions;
    this.links = links;
    this.decisions = decisions;
  }

  /**
   * @return those on the ledger, latest first
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code patient.not-found}
   */
  public List<Decision> list(String subject, String patientId) {
    return transactions.inTransaction(
        tx -> {
          links.require(tx, subject, patientId);
          return decisions.ofPatient(tx, patientId);
        });
  }
}
