package io.tallystick.kit.ledger;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.tallystick.kit.Deployed;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.tail.TailProgress;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.PublishRecord;
import io.tallystick.vocabulary.ledger.RefusalCode;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Deployed
class GroupCommitTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ROOT = "ab".repeat(32);

  @Inject LedgerCommands commands;
  @Inject Transactions transactions;
  @Inject LedgerView ledger;
  @Inject TailProgress tail;
  @Inject FaultyEndorsing endorsing;
  @Inject RecordOutcomes outcomes;
  @Inject Ids ids;

  @Test
  void what_waits_together_goes_together_and_each_reader_sees_each_entry() throws Exception {
    var all = publishAll(30);
    enqueue(all);

    var receipts = all.stream().map(this::committed).toList();

    assertThat(receipts).extracting(LedgerReceipt::txid).containsOnly(receipts.getFirst().txid());
    for (int i = 0; i < all.size(); i++) assertRead(all.get(i), receipts.get(i));
  }

  @Test
  void each_command_of_a_group_is_accepted_or_refused_on_its_own() {
    var all = publishAll(6);
    var published = publishAll(1).getFirst();
    enqueue(List.of(published));
    committed(published);
    all.add(new PublishRecord(ids.next(), ids.next(), "no hash", 3));
    all.add(new PublishRecord(ids.next(), published.recordId(), ROOT, 3));
    enqueue(all);

    all.subList(0, 6).forEach(this::committed);
    assertThat(refused(all.get(6))).isEqualTo(RefusalCode.MALFORMED);
    assertThat(refused(all.get(7))).isEqualTo(RefusalCode.ALREADY_EXISTS);
    all.forEach(publish -> assertThat(outcomes.of(publish.opId())).hasSize(1));
  }

  @Test
  void of_two_for_one_key_in_a_group_the_second_waits_and_is_refused() {
    var recordId = ids.next();
    var first = new PublishRecord(ids.next(), recordId, ROOT, 3);
    var second = new PublishRecord(ids.next(), recordId, ROOT, 4);
    enqueue(List.of(first, second));

    committed(first);
    assertThat(refused(second)).isEqualTo(RefusalCode.ALREADY_EXISTS);
  }

  @Test
  void one_that_makes_the_chaincode_fail_holds_up_no_other() {
    var all = publishAll(16);
    var poison = all.get(5);
    endorsing.poison(poison.opId());
    enqueue(all);

    all.stream().filter(publish -> publish != poison).forEach(this::committed);
    assertThat(commands.await(poison.opId(), Duration.ZERO)).isEmpty();
    endorsing.cure(poison.opId());
    committed(poison);
  }

  @Test
  void a_handler_that_fails_for_one_keeps_back_no_other() {
    var all = publishAll(5);
    outcomes.failOnce(all.get(2).opId());
    enqueue(all);

    all.forEach(this::committed);
    all.forEach(publish -> assertThat(outcomes.of(publish.opId())).hasSize(1));
  }

  @Test
  void another_endorsers_refusal_that_the_own_peer_does_not_share_is_not_believed() {
    var publish = publishAll(1).getFirst();
    endorsing.lieOnceAbout(publish.opId());
    enqueue(List.of(publish));

    committed(publish);
    awaitMetrics("tallystick_ledger_refusals_unconfirmed_total");
  }

  @Test
  void the_way_to_the_ledger_is_measured() {
    var all = publishAll(3);
    enqueue(all);
    all.forEach(this::committed);
    awaitMetrics(
        "tallystick_ledger_commands_open",
        "tallystick_ledger_commands_waiting",
        "tallystick_ledger_commands_oldest_seconds",
        "tallystick_ledger_transactions_in_flight",
        "tallystick_ledger_batch_operations_count",
        "tallystick_ledger_finality_seconds_count{outcome=\"committed\"");
  }

  /** What is counted after an outcome's commit may follow whoever reads the outcome. */
  private static void awaitMetrics(String... names) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!Stream.of(names).allMatch(metrics()::contains) && System.nanoTime() < deadline) {
      LockSupport.parkNanos(20_000_000);
    }
    assertThat(metrics()).contains(names);
  }

  private static String metrics() {
    return given().get("/q/metrics").then().statusCode(200).extract().asString();
  }

  private List<PublishRecord> publishAll(int count) {
    var all = new ArrayList<PublishRecord>();
    for (int i = 0; i < count; i++) all.add(new PublishRecord(ids.next(), ids.next(), ROOT, 3));
    return all;
  }

  private void enqueue(List<PublishRecord> all) {
    transactions.useTransaction(tx -> all.forEach(p -> commands.enqueue(tx, command(p))));
  }

  private static LedgerCommand command(PublishRecord publish) {
    var endorsers = List.of("riverside", "authority");
    return new LedgerCommand(RecordOutcomes.KIND, publish, null, endorsers, publish.opId());
  }

  private LedgerReceipt committed(PublishRecord publish) {
    var outcome = commands.await(publish.opId(), PATIENCE);
    assertThat(outcome).containsInstanceOf(LedgerOutcome.Committed.class);
    return ((LedgerOutcome.Committed) outcome.orElseThrow()).receipt();
  }

  private RefusalCode refused(PublishRecord publish) {
    var outcome = commands.await(publish.opId(), PATIENCE);
    assertThat(outcome).containsInstanceOf(LedgerOutcome.Refused.class);
    return ((LedgerOutcome.Refused) outcome.orElseThrow()).why().code();
  }

  private void assertRead(PublishRecord publish, LedgerReceipt receipt) throws Exception {
    assertThat(tail.await(receipt.block(), PATIENCE)).isTrue();
    var key = LedgerKeys.record(publish.recordId());
    assertThat(ledger.entry(key, LedgerEntry.Record.class)).isPresent();
    assertThat(ledger.history(key))
        .singleElement()
        .satisfies(fact -> assertThat(fact.opId()).isEqualTo(publish.opId()));
  }
}
