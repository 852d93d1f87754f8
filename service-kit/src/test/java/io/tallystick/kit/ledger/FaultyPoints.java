package io.tallystick.kit.ledger;

import io.tallystick.kit.persistence.Transactions;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stops a command dead at one point, once, as the end of the process would; keeps what passed. */
@Alternative
@Priority(1)
@ApplicationScoped
class FaultyPoints extends FaultPoints {

  /** No handler in the protocol catches an Error: nothing is written after it. */
  static final class Dead extends Error {}

  record Passed(FaultPoint point, String txid) {}

  private final Transactions transactions;
  private final Map<String, FaultPoint> deaths = new ConcurrentHashMap<>();
  private final Map<String, List<Passed>> passed = new ConcurrentHashMap<>();

  FaultyPoints(Transactions transactions) {
    this.transactions = transactions;
  }

  void dieOnceAt(FaultPoint point, String opId) {
    deaths.put(opId, point);
  }

  List<Passed> passed(String opId) {
    return passed.getOrDefault(opId, List.of());
  }

  @Override
  void reached(FaultPoint point, Collection<String> opIds) {
    opIds.forEach(opId -> reached(point, opId));
  }

  private void reached(FaultPoint point, String opId) {
    passed
        .computeIfAbsent(opId, id -> new CopyOnWriteArrayList<>())
        .add(new Passed(point, storedTxid(opId)));
    if (deaths.remove(opId, point)) throw new Dead();
  }

  private String storedTxid(String opId) {
    return transactions.inTransaction(
        tx ->
            tx.createQuery("SELECT coalesce(txid, '') FROM ledger_command WHERE op_id = ?")
                .bind(0, opId)
                .mapTo(String.class)
                .one());
  }
}
