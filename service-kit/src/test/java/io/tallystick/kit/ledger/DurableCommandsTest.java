package io.tallystick.kit.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.tallystick.kit.Deployed;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.tail.TailProgress;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.testing.TestLedger;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.PublishRecord;
import io.tallystick.vocabulary.ledger.RefusalCode;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@QuarkusTest
@Deployed
class DurableCommandsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject LedgerCommands commands;
  @Inject Transactions transactions;
  @Inject LedgerView ledger;
  @Inject TailProgress tail;
  @Inject FaultyPoints points;
  @Inject RecordOutcomes outcomes;
  @Inject RecordsFollowed followed;
  @Inject Ids ids;

  @ParameterizedTest
  @EnumSource(
      value = FaultPoint.class,
      names = {
        "BEFORE_ENDORSE",
        "ENDORSED_NOT_STORED",
        "STORED_NOT_SUBMITTED",
        "SUBMITTED_NO_STATUS",
        "VALID_NO_OUTCOME"
      })
  void a_command_reaches_the_ledger_once_wherever_its_process_dies(FaultPoint death)
      throws Exception {
    var publish = publish(ids.next());
    points.dieOnceAt(death, publish.opId());

    var receipt = committed(publish);

    var txids =
        points.passed(publish.opId()).stream()
            .map(FaultyPoints.Passed::txid)
            .filter(txid -> !txid.isEmpty())
            .collect(Collectors.toSet());
    assertThat(points.passed(publish.opId())).anyMatch(passed -> passed.point() == death);
    assertThat(txids).containsExactly(receipt.txid());
    assertOnce(publish, receipt);
  }

  @Test
  void an_outcome_that_its_handler_can_not_take_is_offered_again() throws Exception {
    var publish = publish(ids.next());
    outcomes.failOnce(publish.opId());

    assertOnce(publish, committed(publish));
  }

  @Test
  void a_rolled_back_use_case_asks_the_ledger_for_nothing() {
    var publish = publish(ids.next());
    try {
      transactions.useTransaction(
          tx -> {
            commands.enqueue(tx, command(publish));
            throw new IllegalStateException("the use case fails");
          });
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessage("the use case fails");
    }
    assertThat(commands.await(publish.opId(), Duration.ofMillis(300))).isEmpty();
    assertThat(points.passed(publish.opId())).isEmpty();
  }

  @Test
  void of_rivals_for_one_key_one_is_accepted_and_the_others_are_refused() {
    var recordId = ids.next();
    var rivals = new ArrayList<PublishRecord>();
    for (int i = 0; i < 4; i++) rivals.add(publish(recordId));
    transactions.useTransaction(
        tx -> rivals.forEach(r -> commands.enqueue(tx, command(r, r.opId()))));

    var ended = rivals.stream().map(r -> commands.await(r.opId(), PATIENCE).orElseThrow()).toList();

    assertThat(ended).filteredOn(LedgerOutcome.Committed.class::isInstance).hasSize(1);
    assertThat(ended)
        .filteredOn(LedgerOutcome.Refused.class::isInstance)
        .hasSize(3)
        .allSatisfy(o -> assertThat(code(o)).isEqualTo(RefusalCode.ALREADY_EXISTS));
    rivals.forEach(r -> assertThat(outcomes.of(r.opId())).hasSize(1));
  }

  @Test
  void a_killed_ledger_loses_and_doubles_nothing() throws Exception {
    var before = publishAll(6);
    var during = new ArrayList<PublishRecord>();
    TestLedger.killAndRestart(() -> during.addAll(publishAll(6)));

    for (var publish : List.copyOf(before)) assertOnce(publish, awaited(publish));
    for (var publish : during) assertOnce(publish, awaited(publish));
  }

  private List<PublishRecord> publishAll(int count) {
    var all = new ArrayList<PublishRecord>();
    for (int i = 0; i < count; i++) all.add(publish(ids.next()));
    transactions.useTransaction(tx -> all.forEach(p -> commands.enqueue(tx, command(p))));
    return all;
  }

  private LedgerReceipt committed(PublishRecord publish) {
    transactions.useTransaction(tx -> commands.enqueue(tx, command(publish)));
    return awaited(publish);
  }

  private LedgerReceipt awaited(PublishRecord publish) {
    var outcome = commands.await(publish.opId(), PATIENCE);
    assertThat(outcome).containsInstanceOf(LedgerOutcome.Committed.class);
    return ((LedgerOutcome.Committed) outcome.orElseThrow()).receipt();
  }

  private void assertOnce(PublishRecord publish, LedgerReceipt receipt) throws Exception {
    var key = LedgerKeys.record(publish.recordId());
    assertThat(tail.await(receipt.block(), PATIENCE)).isTrue();
    assertThat(outcomes.of(publish.opId())).hasSize(1);
    assertThat(ledger.entry(key, LedgerEntry.Record.class))
        .hasValueSatisfying(record -> assertThat(record.root()).isEqualTo(publish.root()));
    assertThat(ledger.history(key))
        .singleElement()
        .satisfies(fact -> assertThat(fact.txid()).isEqualTo(receipt.txid()));
    assertThat(followed.timesApplied(publish.recordId())).isEqualTo(1);
  }

  private PublishRecord publish(String recordId) {
    return new PublishRecord(ids.next(), recordId, "ab".repeat(32), 3);
  }

  private static LedgerCommand command(PublishRecord publish) {
    return command(publish, publish.recordId());
  }

  private static LedgerCommand command(PublishRecord publish, String aggregateId) {
    return new LedgerCommand(
        RecordOutcomes.KIND, publish, null, List.of("riverside", "authority"), aggregateId);
  }

  private static RefusalCode code(LedgerOutcome outcome) {
    return ((LedgerOutcome.Refused) outcome).why().code();
  }
}
