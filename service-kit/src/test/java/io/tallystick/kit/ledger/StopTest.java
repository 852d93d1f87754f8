package io.tallystick.kit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.testing.ConsortiumResource;
import io.tallystick.vocabulary.ledger.LedgerOperation.PublishRecord;
import io.tallystick.vocabulary.ledger.Refusal;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** A service that is asked to end leaves nothing half way. */
class StopTest {

  private static final int ON_THE_WAY = 10;
  private static final long PATIENCE_SECONDS = 60;

  private final Ids ids = Ids.secure();

  @Test
  void what_is_on_its_way_to_the_ledger_is_concluded_and_nothing_new_begins() throws Exception {
    var gate = new Gate();
    var told = new Told();
    try (var node = new LedgerNode(settings(), told, gate)) {
      enqueue(node, ON_THE_WAY);
      node.start();
      assertThat(gate.reached.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      var stopping = Thread.ofPlatform().start(node::stop);
      while (stopping.getState() != Thread.State.TIMED_WAITING) Thread.onSpinWait();
      enqueue(node, 1);
      gate.open.countDown();
      stopping.join();
      assertThat(states(node)).containsEntry("COMMITTED", ON_THE_WAY).doesNotContainKey("ENDORSED");
      assertThat(states(node)).containsEntry("READY", 1);
      assertThat(told.outcomes).hasValue(ON_THE_WAY);
    }
  }

  private void enqueue(LedgerNode node, int commands) {
    node.transactions.useTransaction(
        tx -> {
          for (int i = 0; i < commands; i++) node.table.insert(tx, command());
        });
  }

  private LedgerCommand command() {
    var publish = new PublishRecord(ids.next(), ids.next(), "ab".repeat(32), 3);
    var endorsers = List.of("authority", "riverside");
    return new LedgerCommand(MortalNode.KIND, publish, null, endorsers, publish.opId());
  }

  private static Map<String, Integer> states(LedgerNode node) {
    return node.transactions.inTransaction(
        tx -> {
          var states = new HashMap<String, Integer>();
          tx.createQuery("SELECT state, count(*) FROM ledger_command GROUP BY state")
              .map((row, context) -> states.put(row.getString(1), row.getInt(2)))
              .list();
          return states;
        });
  }

  private static Map<String, String> settings() throws SQLException {
    var resource = new ConsortiumResource();
    resource.init(
        Map.of("org", "riverside", "service", "claim-service", "parts", "postgres,ledger"));
    var settings = new HashMap<>(resource.start());
    LedgerNode.migrate(settings);
    return settings;
  }

  /** Holds the first transaction between its endorsement and its submission. */
  private static final class Gate extends FaultPoints {

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    @Override
    void reached(FaultPoint point, Collection<String> opIds) {
      if (point != FaultPoint.STORED_NOT_SUBMITTED) return;
      reached.countDown();
      try {
        open.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException stopping) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static final class Told implements LedgerOutcomeHandler {

    private final AtomicInteger outcomes = new AtomicInteger();

    @Override
    public String kind() {
      return MortalNode.KIND;
    }

    @Override
    public void accepted(Handle tx, LedgerCommand command, LedgerReceipt receipt) {
      tx.afterCommit(outcomes::incrementAndGet);
    }

    @Override
    public void refused(Handle tx, LedgerCommand command, Refusal why) {}
  }
}
