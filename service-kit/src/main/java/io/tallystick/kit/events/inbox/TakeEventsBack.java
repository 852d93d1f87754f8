package io.tallystick.kit.events.inbox;

import io.quarkus.runtime.StartupEvent;
import io.tallystick.kit.events.PoisonEvent;
import io.tallystick.kit.ledger.tail.TailProgress;
import io.tallystick.kit.persistence.RelaySession;
import io.tallystick.kit.persistence.Transactions;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/** Events that were set aside have their effect once the block they rest on is read. */
@ApplicationScoped
class TakeEventsBack {

  private static final Logger LOG = Logger.getLogger(TakeEventsBack.class);
  private static final Duration LOOK_AROUND = Duration.ofSeconds(1);
  private static final int AT_ONCE = 100;

  private final AsideTable table;
  private final EventsAside aside;
  private final HandleEvent handle;
  private final DeadLetters deadLetters;
  private final Transactions transactions;
  private final RelaySession session;
  private final TailProgress tail;

  /** By {@code seq}, of what can't be handled; since this service started. */
  private final Map<Long, Integer> failures = new HashMap<>();

  private volatile boolean stopping;
  private Thread thread;

  TakeEventsBack(
      AsideTable table,
      EventsAside aside,
      HandleEvent handle,
      DeadLetters deadLetters,
      Transactions transactions,
      RelaySession session,
      TailProgress tail) {
    this.table = table;
    this.aside = aside;
    this.handle = handle;
    this.deadLetters = deadLetters;
    this.transactions = transactions;
    this.session = session;
    this.tail = tail;
  }

  void start(@Observes @Priority(210) StartupEvent event) {
    if (!handle.anyHandler()) return;
    thread = Thread.ofPlatform().daemon().name("events-aside").start(this::run);
  }

  @PreDestroy
  void stop() {
    stopping = true;
    if (thread != null) thread.interrupt();
  }

  private void run() {
    while (!stopping) {
      try {
        aside.recount();
        while (session.relaying() && takeBack()) continue;
      } catch (RuntimeException databaseAway) {
        if (!stopping) LOG.debugf("events aside: %s", databaseAway.getMessage());
      }
      try {
        Thread.sleep(LOOK_AROUND);
      } catch (InterruptedException ended) {
        return;
      }
    }
  }

  /**
   * @return whether any had its effect, so that its lane's next may follow
   */
  private boolean takeBack() {
    var due = transactions.inTransaction(tx -> table.due(tx, tail.height(), AT_ONCE));
    boolean any = false;
    for (var event : due) any |= done(event);
    return any;
  }

  private boolean isHopeless(AsideTable.Aside event, RuntimeException failed) {
    if (!Hopeless.is(failed)) return false;
    if (failures.merge(event.seq(), 1, Integer::sum) < Hopeless.ENOUGH) return false;
    if (!deadLetters.bury(event.record(), new PoisonEvent("handling.failed", failed))) return false;
    failures.remove(event.seq());
    return true;
  }

  private boolean done(AsideTable.Aside event) {
    try {
      handle.handle(WireEvent.of(event.record()), sender -> {});
    } catch (PoisonEvent poison) {
      if (!deadLetters.bury(event.record(), poison)) return false;
    } catch (RuntimeException failed) {
      LOG.debugf("set aside still: %s", failed.getClass().getSimpleName());
      if (!isHopeless(event, failed)) return false;
    }
    transactions.useTransaction(tx -> table.remove(tx, event.seq()));
    return true;
  }
}
