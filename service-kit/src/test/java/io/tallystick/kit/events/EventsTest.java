package io.tallystick.kit.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.tallystick.kit.Deployed;
import io.tallystick.kit.events.content.ClaimPended;
import io.tallystick.kit.events.content.ClaimSubmitted;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.tail.TailProgress;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.testing.TestEvents;
import io.tallystick.kit.testing.TestInstitution;
import io.tallystick.vocabulary.ledger.Accepted;
import io.tallystick.vocabulary.ledger.LedgerOperation.PublishRecord;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Deployed
class EventsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Inject Outbox outbox;
  @Inject Transactions transactions;
  @Inject Remembered remembered;
  @Inject TailProgress tail;
  @Inject Ids ids;

  private final TestInstitution harbor = TestInstitution.of("harbor");

  @BeforeEach
  void consortiumIsKnown() throws Exception {
    assertThat(tail.await(1, PATIENCE)).isTrue();
  }

  @Test
  void an_event_leaves_with_its_transaction_and_only_the_recipient_can_read_it() {
    var claimId = ids.next();
    var content = new ClaimSubmitted(claimId, new byte[] {1, 2}, ids.salt(), "riverside", now());
    transactions.useTransaction(
        tx -> outbox.add(tx, to("harbor", "claim.submitted", content, claimId)));

    var received = harbor.events().await("claims", "claim.submitted", claimId, PATIENCE);

    assertThat(received)
        .hasValueSatisfying(
            event -> {
              assertThat(event.key()).isEqualTo(claimId);
              assertThat(event.attributes()).containsEntry("ce_source", "/riverside/claim-service");
              assertThat(event.content().get("document").asText()).isEqualTo("AQI=");
            });
  }

  @Test
  void an_event_of_a_rolled_back_transaction_never_leaves() {
    var claimId = ids.next();
    var content = new ClaimPended(claimId, "REVIEW", now(), "");
    try {
      transactions.useTransaction(
          tx -> {
            outbox.add(tx, to("harbor", "claim.pended", content, claimId));
            throw new IllegalStateException("the use case fails");
          });
    } catch (IllegalStateException expected) {
      assertThat(expected).hasMessage("the use case fails");
    }
    assertThat(harbor.events().await("claims", "claim.pended", claimId, Duration.ofSeconds(2)))
        .isEmpty();
  }

  @Test
  void an_event_has_its_effect_once_though_it_comes_often_and_its_handler_fails() {
    var claimId = ids.next();
    remembered.fail(claimId, 3);
    var event = pended(claimId, "first", null);
    TestEvents.send(event);
    TestEvents.send(event);
    TestEvents.send(event);
    TestEvents.send(pended(claimId, "second", null));

    eventually(() -> remembered.of(claimId).size() >= 2);
    assertThat(remembered.of(claimId))
        .extracting(e -> e.content().text())
        .containsExactly("first", "second");
    assertThat(remembered.of(claimId)).allMatch(e -> e.senderOrg().equals("harbor"));
  }

  @Test
  void an_event_rests_on_the_own_copy_of_the_chain() {
    var claimId = ids.next();
    var publish = new PublishRecord(ids.next(), ids.next(), "ab".repeat(32), 1);
    var receipt = TestInstitution.of("summit").submit(publish, null, "summit", "harbor");
    TestEvents.send(pended(claimId, "confirmed", receipt));

    eventually(() -> !remembered.of(claimId).isEmpty());
    assertThat(remembered.of(claimId).getFirst().fact().txid()).isEqualTo(receipt.txid());
  }

  @Test
  void an_event_whose_fact_no_block_holds_is_a_dead_letter() {
    var publish = new PublishRecord(ids.next(), ids.next(), "ab".repeat(32), 1);
    var receipt = TestInstitution.of("summit").submit(publish, null, "summit", "harbor");
    var other =
        new TestInstitution.Receipt(
            receipt.txid(), receipt.block(), new Accepted(ids.next(), "claim:pend", "claim~x", 1));
    dies(pended(ids.next(), "invented", other), "ledger.unconfirmed");
  }

  @Test
  void a_member_that_names_far_blocks_holds_up_nobody_else_and_its_events_are_kept() {
    var far = new TestInstitution.Receipt("f".repeat(64), 1_000_000_000L, accepted());
    TestEvents.sendAll(
        IntStream.range(0, 2_000).mapToObj(i -> pended(ids.next(), "far", far)).toList());
    var others = new ArrayList<String>();
    for (int i = 0; i < 12; i++) {
      others.add(ids.next());
      TestEvents.send(pended(TestInstitution.of("meridian"), others.getLast(), "near", null));
    }

    eventually(() -> others.stream().noneMatch(id -> remembered.of(id).isEmpty()));
    eventually(() -> aside() > 0);
  }

  @Test
  void an_event_that_was_set_aside_has_its_effect_once_its_block_is_read_and_in_its_order()
      throws Exception {
    var claimId = ids.next();
    var publish = new PublishRecord(ids.next(), ids.next(), "ab".repeat(32), 1);
    var soon = new Accepted(publish.opId(), publish.transaction(), "record~", 1);
    var ahead = new TestInstitution.Receipt("0".repeat(64), tail.height() + 2, soon);
    TestEvents.send(pended(claimId, "first", ahead));
    TestEvents.send(pended(claimId, "second", null));
    eventually(() -> asideOf(claimId) == 2);

    TestInstitution.of("summit").submit(publish, null, "summit", "harbor");
    while (tail.height() <= ahead.block()) {
      long before = tail.height();
      var next = new PublishRecord(ids.next(), ids.next(), "ab".repeat(32), 1);
      TestInstitution.of("summit").submit(next, null, "summit", "harbor");
      assertThat(tail.await(before, PATIENCE)).isTrue();
    }

    eventually(() -> remembered.of(claimId).size() == 2);
    assertThat(remembered.of(claimId))
        .extracting(e -> e.content().text())
        .containsExactly("first", "second");
    eventually(() -> asideOf(claimId) == 0);
  }

  @Test
  void a_forged_or_broken_event_is_a_dead_letter() {
    var event = pended(ids.next(), "real", null);
    dies(event.withValue("{\"content\":{}}".getBytes()), "signature.invalid");
    var clear =
        harbor
            .events()
            .prepare(
                "claim.pended",
                "riverside",
                "claims",
                ids.next(),
                null,
                Map.of("nothing", 1),
                false);
    dies(clear, "content.malformed");
    var forOther =
        harbor
            .events()
            .prepare(
                "claim.pended",
                "meridian",
                "claims",
                ids.next(),
                null,
                Map.of("claimId", "x"),
                true);
    dies(
        new TestEvents.Prepared(event.topic(), event.key(), forOther.headers(), forOther.value()),
        "signature.invalid");
  }

  @Test
  void content_that_no_handler_can_take_is_a_dead_letter_and_its_key_goes_on() {
    var claimId = ids.next();
    TestEvents.send(pended(claimId, null, null));
    TestEvents.send(pended(claimId, "after", null));
    dies(pended(ids.next(), "no row takes \0", null), "handling.failed");

    eventually(() -> !remembered.of(claimId).isEmpty());
    assertThat(remembered.of(claimId)).extracting(e -> e.content().text()).containsExactly("after");
  }

  private void dies(TestEvents.Prepared event, String reason) {
    TestEvents.send(event);
    var letter =
        TestEvents.awaitDeadLetter("claims", "riverside", event.headers().get("ce_id"), PATIENCE);
    assertThat(letter)
        .hasValueSatisfying(a -> assertThat(a).containsEntry("tallystick_reason", reason));
    assertThat(remembered.of(event.key())).isEmpty();
  }

  private Accepted accepted() {
    return new Accepted(ids.next(), "claim:pend", "claim~x", 1);
  }

  private long aside() {
    return count("SELECT count(*) FROM event_aside");
  }

  private long asideOf(String claimId) {
    return count("SELECT count(*) FROM event_aside WHERE event LIKE '%" + claimId + "%'");
  }

  private long count(String query) {
    return transactions.inTransaction(tx -> tx.createQuery(query).mapTo(Long.class).one());
  }

  private TestEvents.Prepared pended(String claimId, String text, TestInstitution.Receipt receipt) {
    return pended(harbor, claimId, text, receipt);
  }

  private static TestEvents.Prepared pended(
      TestInstitution sender, String claimId, String text, TestInstitution.Receipt receipt) {
    return sender
        .events()
        .prepare(
            "claim.pended",
            "riverside",
            "claims",
            claimId,
            receipt,
            new ClaimPended(claimId, "REVIEW", now(), text),
            true);
  }

  private static OutgoingEvent to(String org, String type, Record content, String claimId) {
    return new OutgoingEvent(type, org, OutgoingEvent.CLAIMS, claimId, null, content, true);
  }

  private static Instant now() {
    return Instant.now();
  }

  private static void eventually(BooleanSupplier holds) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(20_000_000);
    }
    assertThat(holds.getAsBoolean()).isTrue();
  }
}
