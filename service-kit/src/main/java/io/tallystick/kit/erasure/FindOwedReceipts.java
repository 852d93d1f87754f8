package io.tallystick.kit.erasure;

import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.vocabulary.ledger.ReceiptStatus;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Rereads from the own copy of the ledger what an event should have told: receipts owed that this
 * service doesn't know of.
 */
@ApplicationScoped
public class FindOwedReceipts {

  private final Transactions transactions;
  private final ReceiptBook book;
  private final OwedReceipts owed;
  private final String ownOrg;

  FindOwedReceipts(
      Transactions transactions, ReceiptBook book, OwedReceipts owed, TallystickConfig config) {
    this.transactions = transactions;
    this.book = book;
    this.owed = owed;
    this.ownOrg = config.org().id();
  }

  /** One pass; what is known already stays as it is. */
  public void find() {
    transactions.useTransaction(
        tx ->
            book.owing(tx).stream()
                .filter(standing -> standing.access().grantee().equals(ownOrg))
                .filter(standing -> standing.receipt() == ReceiptStatus.MISSING)
                .map(standing -> standing.access().accessId())
                .sorted()
                .forEach(accessId -> owed.owe(tx, accessId)));
  }
}
