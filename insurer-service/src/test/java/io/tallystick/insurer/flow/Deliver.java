package io.tallystick.insurer.flow;

import io.quarkus.arc.All;
import io.tallystick.kit.events.EventHandler;
import io.tallystick.kit.events.ReceivedEvent;
import io.tallystick.kit.ledger.LedgerFact;
import io.tallystick.kit.ledger.LedgerView;
import io.tallystick.kit.persistence.Transactions;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/**
 * Hands an event to its handler as service-kit does once it checked it: after the own copy of the
 * chain has its fact, in one transaction.
 */
@Singleton
public class Deliver {

  private final List<EventHandler<?>> handlers;
  private final LedgerView ledger;
  private final Transactions transactions;
  private final Clock clock;

  Deliver(
      @All List<EventHandler<?>> handlers,
      LedgerView ledger,
      Transactions transactions,
      Clock clock) {
    this.handlers = handlers;
    this.ledger = ledger;
    this.transactions = transactions;
    this.clock = clock;
  }

  /**
   * @param opId the operation it rests on, null if none
   */
  public <C extends Record> void event(
      String type, String sender, String aggregateId, String opId, C content) {
    var fact = opId == null ? null : fact(opId);
    var event =
        new ReceivedEvent<>(type + opId, type, sender, aggregateId, clock.instant(), fact, content);
    transactions.useTransaction(tx -> handler(type, content).handle(tx, event));
  }

  private LedgerFact fact(String opId) {
    for (int i = 0; i < 2_400; i++) {
      var fact = ledger.operation(opId);
      if (fact.isPresent()) return fact.get();
      Told.pause();
    }
    throw new AssertionError("the block tail never met " + opId);
  }

  @SuppressWarnings("unchecked")
  private <C extends Record> EventHandler<C> handler(String type, C content) {
    return handlers.stream()
        .filter(h -> h.type().equals(type) && h.content().isInstance(content))
        .map(h -> (EventHandler<C>) h)
        .findFirst()
        .orElseThrow();
  }
}
