package io.tallystick.kit.ledger;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ledger.Lanes.Group;
import io.tallystick.kit.persistence.RelaySession;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.persistence.WakeUp;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Picks due commands, those together that can share a transaction, and runs each group on a virtual
 * thread. A command is in hand until its group is done; the table's order per aggregate keeps its
 * followers back.
 */
@ApplicationScoped
class CommandRelay {

  private static final Logger LOG = Logger.getLogger(CommandRelay.class);

  /** Postponed commands fall due without a ring, so the relay looks around. */
  private static final Duration LOOK_AROUND = Duration.ofMillis(100);

  /** How long a stop waits for what is on its way. */
  private static final Duration DRAIN = Duration.ofSeconds(10);

  /** Rows that one look considers. */
  private static final int LOOK_AT = 1000;

  private final CommandTable table;
  private final CommandQueue queue;
  private final Backlog backlog;
  private final CommandProtocol protocol;
  private final Transactions transactions;
  private final RelaySession session;
  private final Lanes lanes;
  private final WakeUp bell;
  private final Set<String> inHand = ConcurrentHashMap.newKeySet();
  private long resumedAt = System.nanoTime() - LOOK_AROUND.toNanos();
  private volatile boolean stopping;
  private Thread thread;

  CommandRelay(
      CommandTable table,
      CommandQueue queue,
      Backlog backlog,
      CommandProtocol protocol,
      Transactions transactions,
      RelaySession session,
      TallystickConfig config) {
    this.table = table;
    this.queue = queue;
    this.backlog = backlog;
    this.protocol = protocol;
    this.transactions = transactions;
    this.session = session;
    var ledger = config.ledger();
    this.lanes = new Lanes(ledger.inFlight(), ledger.batchOperations(), ledger.batchBytes());
    this.bell = session.subscribe();
  }

  void start(@Observes @Priority(100) StartupEvent event) {
    thread = Thread.ofPlatform().daemon().name("ledger-relay").start(this::run);
  }

  /**
   * Nothing new is picked; what is on its way to the ledger is concluded while ledger and database
   * are still there. What isn't by then goes on by its stored txid and envelope, here or elsewhere.
   */
  void stop(@Observes @Priority(200) ShutdownEvent event) {
    stopping = true;
    if (thread != null) thread.interrupt();
    long deadline = System.nanoTime() + DRAIN.toNanos();
    try {
      while (!inHand.isEmpty() && System.nanoTime() < deadline) bell.await(LOOK_AROUND);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
    if (!inHand.isEmpty()) LOG.infof("%d commands go on after the start", inHand.size());
  }

  private void run() {
    boolean swept = false;
    while (!stopping) {
      try {
        bell.await(LOOK_AROUND);
        backlog.look();
        if (!session.relaying()) continue;
        if (!swept) transactions.useTransaction(tx -> table.forgetFinished(tx, Optional.empty()));
        swept = true;
        resume();
        dispatch();
      } catch (InterruptedException ended) {
        return;
      } catch (RuntimeException databaseAway) {
        if (!stopping) LOG.debugf("ledger relay: %s", databaseAway.getMessage());
      }
    }
  }

  /** What an earlier run of this process, or of another, left between two steps. */
  private void resume() {
    if (System.nanoTime() - resumedAt < LOOK_AROUND.toNanos()) return;
    resumedAt = System.nanoTime();
    for (var txid : transactions.inTransaction(tx -> queue.toResume(tx, inHand, LOOK_AT))) {
      var stored = transactions.inTransaction(tx -> table.transaction(tx, txid));
      stored.ifPresent(it -> run(it.opIds(), () -> protocol.resume(it), () -> {}));
    }
  }

  private void dispatch() {
    boolean more = true;
    while (more) {
      var due = transactions.inTransaction(tx -> queue.due(tx, inHand, lanes.full(), LOOK_AT));
      var groups = lanes.take(due);
      groups.forEach(this::start);
      // A full lane's many rows may have hidden another's few.
      more = due.size() == LOOK_AT && !groups.isEmpty();
    }
  }

  private void start(Group group) {
    run(group.opIds(), () -> begin(group), () -> lanes.done(group.lane()));
  }

  private void begin(Group group) {
    protocol.begin(transactions.inTransaction(tx -> table.ready(tx, group.opIds())));
  }

  private void run(List<String> opIds, Runnable work, Runnable after) {
    inHand.addAll(opIds);
    Thread.ofVirtual()
        .name("ledger-" + opIds.getFirst())
        .start(
            () -> {
              try {
                work.run();
              } catch (RuntimeException databaseAway) {
                LOG.debugf("not even postponed: %s", databaseAway.getMessage());
              } finally {
                after.run();
                opIds.forEach(inHand::remove);
                bell.ring();
              }
            });
  }
}
