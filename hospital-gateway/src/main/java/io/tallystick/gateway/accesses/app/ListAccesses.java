package io.tallystick.gateway.accesses.app;

import io.tallystick.gateway.enrolment.app.PatientLinks;
import io.tallystick.gateway.release.app.Decisions;
import io.tallystick.gateway.release.domain.Decision;
import io.tallystick.kit.erasure.AccessStanding;
import io.tallystick.kit.erasure.ReceiptBook;
import io.tallystick.kit.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Shows somebody every decision on access to the records of a patient whom they may act for. */
@ApplicationScoped
public class ListAccesses {

  /**
   * @param standing what the ledger says of it now; empty while the own copy isn't there yet
   */
  public record Listed(Decision decision, Optional<AccessStanding> standing) {}

  private final Transactions transactions;
  private final PatientLinks links;
  private final Decisions decisions;
  private final ReceiptBook receipts;

  public ListAccesses(
      Transactions transactions, PatientLinks links, Decisions decisions, ReceiptBook receipts) {
    this.transactions = transactions;
    this.links = links;
    this.decisions = decisions;
    this.receipts = receipts;
  }

  /**
   * @return those on the ledger, latest first
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code patient.not-found}
   */
  public List<Listed> list(String subject, String patientId) {
    return transactions.inTransaction(
        tx -> {
          var own = links.require(tx, subject, patientId);
          var taken =
              decisions.ofPatient(tx, patientId).stream()
                  .filter(d -> own.stream().anyMatch(link -> link.concerns(d.grantee())))
                  .toList();
          var standings = receipts.of(tx, taken.stream().map(Decision::decisionId).toList());
          return taken.stream()
              .map(d -> new Listed(d, Optional.ofNullable(standings.get(d.decisionId()))))
              .toList();
        });
  }
}
