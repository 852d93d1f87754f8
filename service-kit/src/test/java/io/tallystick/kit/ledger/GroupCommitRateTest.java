package io.tallystick.kit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.problem.ProblemException;
import io.tallystick.kit.testing.ConsortiumResource;
import io.tallystick.vocabulary.ledger.LedgerOperation.PublishRecord;
import io.tallystick.vocabulary.ledger.Refusal;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

/** What grouping is worth, measured in one run on one ledger and one database. */
class GroupCommitRateTest {

  private static final int OPERATIONS = Integer.getInteger("group.operations", 300);
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Ids ids = Ids.secure();

  @Test
  void grouped_commands_are_final_sooner_than_single_ones() throws Exception {
    // The ledger's and the chaincode's JVMs are warm when it counts.
    rate(1);
    rate(100);
    double single = rate(1);
    double grouped = rate(100);
    System.out.printf(
        "%d operations through service-kit: single %.0f/s, grouped %.0f/s, ratio %.1f%n",
        OPERATIONS, single, grouped, grouped / single);
    assertThat(grouped).isGreaterThan(1.5 * single);
  }

  @Test
  void a_service_that_cannot_get_rid_of_its_commands_takes_no_new_ones() throws Exception {
    var settings = settings();
    settings.put("tallystick.ledger.backlog", "2");
    settings.put("tallystick.ledger.endpoint", "127.0.0.1:1");
    try (var node = new LedgerNode(settings, new Counting(), new FaultPoints())) {
      node.start();
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      var refused = new AtomicInteger();
      for (int i = 0; refused.get() == 0 && System.nanoTime() < deadline; i++) {
        try {
          node.transactions.useTransaction(tx -> node.commands.enqueue(tx, command()));
        } catch (ProblemException full) {
          assertThat(full.problem().code()).isEqualTo("ledger.backlog");
          refused.incrementAndGet();
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
      assertThat(refused).hasValue(1);
      assertThat(node.meters.get("tallystick.ledger.commands.open").gauge().value())
          .isGreaterThanOrEqualTo(2);
    }
  }

  /** Operations a second from the commit of the use case to the last outcome's. */
  private double rate(int together) throws Exception {
    var settings = settings();
    settings.put("tallystick.ledger.batch-operations", Integer.toString(together));
    var inFlight = System.getProperty("group.in-flight");
    if (inFlight != null && together > 1) settings.put("tallystick.ledger.in-flight", inFlight);
    else if (together == 1) settings.put("tallystick.ledger.in-flight", "64");
    var handler = new Counting();
    try (var node = new LedgerNode(settings, handler, new FaultPoints())) {
      node.transactions.useTransaction(
          tx -> {
            for (int i = 0; i < OPERATIONS; i++) node.table.insert(tx, command());
          });
      long start = System.nanoTime();
      node.start();
      long deadline = start + PATIENCE.toNanos();
      while (handler.ended.get() < OPERATIONS && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      assertThat(handler.ended).hasValue(OPERATIONS);
      return OPERATIONS * 1e9 / (System.nanoTime() - start);
    }
  }

  private static Map<String, String> settings() throws SQLException {
    var resource = new ConsortiumResource();
    resource.init(
        Map.of("org", "riverside", "service", "claim-service", "parts", "postgres,ledger"));
    var settings = new HashMap<>(resource.start());
    LedgerNode.migrate(settings);
    return settings;
  }

  private LedgerCommand command() {
    var publish = new PublishRecord(ids.next(), ids.next(), "ab".repeat(32), 3);
    var endorsers = List.of("authority", "riverside");
    return new LedgerCommand(MortalNode.KIND, publish, null, endorsers, publish.opId());
  }

  private static final class Counting implements LedgerOutcomeHandler {

    private final AtomicInteger ended = new AtomicInteger();

    @Override
    public String kind() {
      return MortalNode.KIND;
    }

    @Override
    public void accepted(Handle tx, LedgerCommand command, LedgerReceipt receipt) {
      tx.afterCommit(ended::incrementAndGet);
    }

    @Override
    public void refused(Handle tx, LedgerCommand command, Refusal why) {}
  }
}
