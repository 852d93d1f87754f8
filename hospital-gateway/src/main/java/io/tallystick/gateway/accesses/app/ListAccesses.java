package io.tallystick.gateway.accesses.app;

import io.tallystick.gateway.accesses.domain.MadeAccess;
import io.tallystick.gateway.enrolment.app.PatientLinks;
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
  public record Listed(MadeAccess made, Optional<AccessStanding> standing) {}

  private final Transactions transactions;
  private final PatientLinks links;
  private final Accesses accesses;
  private final ReceiptBook receipts;

  public ListAccesses(
      Transactions transactions, PatientLinks links, Accesses accesses, ReceiptBook receipts) {
    this.transactions = transactions;
    this.links = links;
    this.accesses = accesses;
    this.receipts = receipts;
  }

  /**
   * @return those on the ledger, and emergencies on their way to it; latest first
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code patient.not-found}
   */
  public List<Listed> list(String subject, String patientId) {
    return transactions.inTransaction(
        tx -> {
          var own = links.require(tx, subject, patientId);
          var taken =
              accesses.ofPatient(tx, patientId).stream()
                  .filter(made -> own.stream().anyMatch(link -> link.concerns(made.grantee())))
                  .toList();
          var standings = receipts.of(tx, taken.stream().map(MadeAccess::accessId).toList());
          return taken.stream()
              .map(d -> new Listed(d, Optional.ofNullable(standings.get(d.accessId()))))
              .toList();
        });
  }
}
