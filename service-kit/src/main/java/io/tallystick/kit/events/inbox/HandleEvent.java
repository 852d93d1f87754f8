package io.tallystick.kit.events.inbox;

import io.quarkus.arc.All;
import io.tallystick.kit.events.EventAttributes;
import io.tallystick.kit.events.EventHandler;
import io.tallystick.kit.events.PoisonEvent;
import io.tallystick.kit.events.ReceivedEvent;
import io.tallystick.kit.observe.Tracing;
import io.tallystick.kit.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One event's effect, at most once: checked, then handled in the transaction of its inbox row. */
@ApplicationScoped
class HandleEvent {

  private final Map<String, EventHandler<?>> handlers;
  private final CheckEvent check;
  private final InboxTable inbox;
  private final Transactions transactions;
  private final Tracing tracing;
  private final ConsumerLag lag;

  HandleEvent(
      @All List<EventHandler<?>> handlers,
      CheckEvent check,
      InboxTable inbox,
      Transactions transactions,
      Tracing tracing,
      ConsumerLag lag) {
    this.handlers =
        handlers.stream().collect(Collectors.toMap(EventHandler::type, Function.identity()));
    this.check = check;
    this.inbox = inbox;
    this.transactions = transactions;
    this.tracing = tracing;
    this.lag = lag;
  }

  boolean anyHandler() {
    return !handlers.isEmpty();
  }

  /**
   * Types that nobody handles here are another service's business, and skipped.
   *
   * @param checked told who sent it, between the checks and the effect; may refuse
   * @throws PoisonEvent to the dead letters
   * @throws BlockAhead once the own copy of the chain has that block
   * @throws RuntimeException anything else: to be tried again
   */
  void handle(WireEvent event, Consumer<String> checked) {
    var handler = handlers.get(event.type());
    if (handler == null) return;
    var trace = event.attributes().get(EventAttributes.TRACEPARENT);
    tracing.run(trace, event.type(), () -> handle(event, handler, checked));
  }

  private <C extends Record> void handle(
      WireEvent event, EventHandler<C> handler, Consumer<String> checked) {
    var received = check.check(event, handler.content());
    checked.accept(received.senderOrg());
    boolean first =
        transactions.inTransaction(
            tx -> {
              if (!inbox.isFirst(tx, inboxId(received), received.type())) return false;
              handler.handle(tx, received);
              return true;
            });
    lag.count(received.type(), first ? "handled" : "repeated");
  }

  /** Ids are the senders' own: nobody can use up another's. */
  private static String inboxId(ReceivedEvent<?> event) {
    return event.senderOrg() + "/" + event.id();
  }
}
