package io.tallystick.kit.ledger.tail;

import io.tallystick.kit.ledger.LedgerFact;
import io.tallystick.kit.ledger.LedgerView;
import io.tallystick.kit.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

@ApplicationScoped
class TailView implements LedgerView {

  private final Transactions transactions;

  TailView(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public <T> Optional<T> entry(String key, Class<T> type) {
    return transactions.inTransaction(tx -> TailTables.entry(tx, key, type));
  }

  @Override
  public Optional<LedgerFact> operation(String opId) {
    return transactions.inTransaction(tx -> TailTables.operation(tx, opId));
  }

  @Override
  public List<LedgerFact> history(String key) {
    return transactions.inTransaction(tx -> TailTables.history(tx, key));
  }

  @Override
  public long height() {
    return transactions.inTransaction(tx -> TailTables.checkpoint(tx).next());
  }
}
