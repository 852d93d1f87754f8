package io.tallystick.insurer.erasure.app;

import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.erasure.AccessStanding;
import io.tallystick.kit.erasure.ReceiptBook;
import io.tallystick.kit.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;

/** The receipts that this insurer owes or has given, the newest obligation first. */
@ApplicationScoped
public class ListReceipts {

  private final Transactions transactions;
  private final ReceiptBook book;
  private final String ownOrg;

  ListReceipts(Transactions transactions, ReceiptBook book, TallystickConfig config) {
    this.transactions = transactions;
    this.book = book;
    this.ownOrg = config.org().id();
  }

  public List<AccessStanding> list() {
    return transactions.inTransaction(book::owing).stream()
        .filter(standing -> standing.access().grantee().equals(ownOrg))
        .sorted(Comparator.comparing(AccessStanding::owedSince).reversed())
        .toList();
  }
}
