package io.tallystick.kit.ledger;

import io.quarkus.runtime.StartupEvent;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.persistence.RelaySession;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.persistence.WakeUp;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Picks due commands and runs each on a virtual thread, a bounded number at once. A command is in
 * hand until its thread is done; the table's order per aggregate keeps its followers back.
 */
@ApplicationScoped
class CommandRelay {

  private static final Logger LOG = Logger.getLogger(CommandRelay.class);

  /** Postponed commands fall due without a ring, so the relay looks around. */
  private static final Duration LOOK_AROUND = Duration.ofMillis(100);

  private final CommandTable table;
  private final CommandProtocol protocol;
  private final Transactions transactions;
  private final RelaySession session;
  private final int concurrency;
  private final WakeUp bell;
  private final Set<String> inHand = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;
  private Thread thread;

  CommandRelay(
      CommandTable table,
      CommandProtocol protocol,
      Transactions transactions,
      RelaySession session,
      TallystickConfig config) {
    this.table = table;
    this.protocol = protocol;
    this.transactions = transactions;
    this.session = session;
    this.concurrency = config.ledger().concurrency();
    this.bell = session.subscribe();
  }

  void start(@Observes @Priority(100) StartupEvent event) {
    thread = Thread.ofPlatform().daemon().name("ledger-relay").start(this::run);
  }

  @PreDestroy
  void stop() {
    stopping = true;
    if (thread != null) thread.interrupt();
  }

  private void run() {
    while (!stopping) {
      try {
        bell.await(LOOK_AROUND);
        if (session.relaying()) dispatch();
      } catch (InterruptedException ended) {
        return;
      } catch (RuntimeException databaseAway) {
        if (!stopping) LOG.debugf("ledger relay: %s", databaseAway.getMessage());
      }
    }
  }

  private void dispatch() {
    int free = concurrency - inHand.size();
    if (free <= 0) return;
    var due = transactions.inTransaction(tx -> table.due(tx, inHand, free));
    for (var command : due) {
      if (!inHand.add(command.opId())) continue;
      Thread.ofVirtual().name("ledger-" + command.opId()).start(() -> run(command));
    }
  }

  private void run(StoredCommand command) {
    try {
      protocol.advance(command);
    } catch (RuntimeException databaseAway) {
      LOG.debugf("%s: not even postponed: %s", command.opId(), databaseAway.getMessage());
    } finally {
      inHand.remove(command.opId());
      bell.ring();
    }
  }
}
