package io.tallystick.claims.observer.app;

import io.tallystick.kit.erasure.AccessStanding;
import io.tallystick.kit.erasure.ReceiptBook;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.vocabulary.ledger.ReceiptStatus;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;

/** What institutions owe for accesses, from the ledger alone; the Authority's copy has them all. */
@Singleton
public class WatchAccesses {

  private final Caller caller;
  private final Transactions transactions;
  private final ReceiptBook book;

  WatchAccesses(Caller caller, Transactions transactions, ReceiptBook book) {
    this.caller = caller;
    this.transactions = transactions;
    this.book = book;
  }

  /** Receipts that recipients owe and haven't given, the oldest first. */
  public List<AccessStanding> missingReceipts() {
    caller.requireStaff("regulator");
    return transactions.inTransaction(book::owing).stream()
        .filter(standing -> standing.receipt() == ReceiptStatus.MISSING)
        .sorted(Comparator.comparing(AccessStanding::owedSince))
        .toList();
  }

  /** Emergency releases: those without a review first, by their deadline. */
  public List<AccessStanding> breakGlass() {
    caller.requireStaff("regulator");
    return transactions.inTransaction(book::breakGlass).stream()
        .sorted(
            Comparator.comparing((AccessStanding s) -> s.access().breakGlass().review() != null)
                .thenComparing(s -> s.access().breakGlass().reviewBy()))
        .toList();
  }
}
