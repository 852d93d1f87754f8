package io.tallystick.journeys.conformance.cases;

import com.google.protobuf.ByteString;
import io.tallystick.journeys.conformance.Case;
import io.tallystick.journeys.conformance.CaseGroup;
import io.tallystick.journeys.conformance.client.Answers;
import io.tallystick.journeys.conformance.client.BlockRequest;
import io.tallystick.journeys.conformance.client.BlockStream;
import io.tallystick.journeys.conformance.client.BlockStream.Form;
import io.tallystick.journeys.conformance.client.Clients;
import io.tallystick.journeys.conformance.ledger.LedgerUnderTest;
import io.tallystick.journeys.conformance.ledger.Person;
import java.util.List;
import java.util.stream.LongStream;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.orderer.SeekInfo.SeekBehavior;
import org.hyperledger.fabric.protos.orderer.SeekInfo.SeekContentType;

/** A peer's Deliver service. After Fabric's common/deliver and core/peer/deliverevents.go. */
public final class Delivering extends CaseGroup {

  private static final int MINUTE = 60;

  public Delivering(LedgerUnderTest ledger, Clients clients) {
    super(ledger, clients);
  }

  private BlockStream open(Form form) {
    return new BlockStream(client().channel(), form);
  }

  private Envelope signed(BlockRequest request) {
    return request.signed(client().person());
  }

  private List<Block> blocks(BlockRequest request) throws Exception {
    try (var stream = open(Form.FULL)) {
      return stream.send(signed(request)).blocks();
    }
  }

  private String status(Envelope request) throws Exception {
    try (var stream = open(Form.FULL)) {
      return stream.send(request).status();
    }
  }

  private String status(BlockRequest request) throws Exception {
    return status(signed(request));
  }

  private static BlockRequest all() {
    return new BlockRequest(BlockRequest.OLDEST, BlockRequest.NEWEST);
  }

  private static String numbers(List<Block> blocks) {
    return blocks.stream().map(b -> b.getHeader().getNumber()).toList().toString();
  }

  @Case("all from 0 on, then SUCCESS")
  String from_the_oldest_to_the_newest_all_blocks_come() throws Exception {
    try (var stream = open(Form.FULL)) {
      var height = chain().height();
      var blocks = stream.send(signed(all())).blocks();
      var expected = LongStream.range(0, height).boxed().toList().toString();
      return numbers(blocks).startsWith(expected.replace("]", ""))
          ? "all from 0 on, then " + status(all())
          : numbers(blocks);
    }
  }

  @Case("one block, the newest")
  String from_the_newest_to_the_newest_one_block_comes() throws Exception {
    var newest = chain().height() - 1;
    var blocks = blocks(new BlockRequest(BlockRequest.NEWEST, BlockRequest.NEWEST));
    return blocks.size() == 1 && blocks.getFirst().getHeader().getNumber() == newest
        ? "one block, the newest"
        : numbers(blocks) + " of " + newest;
  }

  @Case("[0]")
  String from_the_oldest_to_the_oldest_the_first_block_comes() throws Exception {
    return numbers(blocks(new BlockRequest(BlockRequest.OLDEST, BlockRequest.OLDEST)));
  }

  @Case("[1, 2]")
  String from_a_number_to_a_number_those_blocks_come() throws Exception {
    while (chain().height() < 3) client().submit("put", key(), "v");
    return numbers(blocks(new BlockRequest(BlockRequest.number(1), BlockRequest.number(2))));
  }

  @Case("NOT_FOUND")
  String beyond_the_end_a_request_that_will_not_wait_finds_nothing() throws Exception {
    var beyond = BlockRequest.number(chain().height() + 1000);
    return status(
        new BlockRequest(beyond, beyond).seek(s -> s.setBehavior(SeekBehavior.FAIL_IF_NOT_READY)));
  }

  @Case("the block, once it was there")
  String beyond_the_end_a_request_waits_for_the_block() throws Exception {
    var next = chain().height();
    var request = new BlockRequest(BlockRequest.number(next), BlockRequest.number(next));
    try (var stream = open(Form.FULL).send(signed(request))) {
      var waited = stream.silent();
      client().submit("put", key(), "v");
      var block = stream.next().getBlock().getHeader().getNumber();
      return waited && block == next ? "the block, once it was there" : waited + " " + block;
    }
  }

  @Case("the next block")
  String from_the_next_commit_on_blocks_come_live() throws Exception {
    var next = chain().height();
    var request = new BlockRequest(BlockRequest.NEXT_COMMIT, BlockRequest.number(Long.MAX_VALUE));
    try (var stream = open(Form.FULL).send(signed(request))) {
      if (!stream.silent()) return "a block before";
      client().submit("put", key(), "v");
      var block = stream.next().getBlock().getHeader().getNumber();
      return block == next ? "the next block" : block + ", not " + next;
    }
  }

  @Case("BAD_REQUEST")
  String a_stop_before_the_start_is_refused() throws Exception {
    return status(new BlockRequest(BlockRequest.number(1), BlockRequest.number(0)));
  }

  @Case("BAD_REQUEST")
  String a_request_without_a_start_is_refused() throws Exception {
    return status(new BlockRequest(null, BlockRequest.NEWEST));
  }

  @Case("BAD_REQUEST")
  String a_request_without_a_stop_is_refused() throws Exception {
    return status(new BlockRequest(BlockRequest.OLDEST, null));
  }

  @Case("NOT_FOUND")
  String blocks_of_an_unknown_channel_are_not_found() throws Exception {
    return status(all().channelHeader(h -> h.setChannelId(NOWHERE)));
  }

  @Case("FORBIDDEN")
  String blocks_are_not_for_strangers() throws Exception {
    return status(all().signed(Strangers.ofAnotherAuthority(member(0))));
  }

  @Case("FORBIDDEN")
  String a_forged_request_for_blocks_is_refused() throws Exception {
    var victim = client().person();
    var forger = new Person(victim.mspId(), victim.certificate(), client(1).person().key());
    return status(all().signed(forger));
  }

  @Case("FORBIDDEN")
  String blocks_are_not_for_expired_clients() throws Exception {
    return status(all().signed(Strangers.expired(member(0))));
  }

  @Case("SUCCESS")
  String another_members_client_may_read_blocks() throws Exception {
    return status(all().signed(client(1).person()));
  }

  @Case("BAD_REQUEST")
  String a_request_without_a_time_is_refused() throws Exception {
    return status(all().channelHeader(h -> h.clearTimestamp()));
  }

  @Case("BAD_REQUEST")
  String a_request_sixteen_minutes_old_is_refused() throws Exception {
    return status(all().channelHeader(h -> shift(h.getTimestampBuilder(), -16 * MINUTE)));
  }

  @Case("SUCCESS")
  String a_request_ten_minutes_ahead_is_answered() throws Exception {
    return status(all().channelHeader(h -> shift(h.getTimestampBuilder(), 10 * MINUTE)));
  }

  private static void shift(com.google.protobuf.Timestamp.Builder time, int seconds) {
    time.setSeconds(time.getSeconds() + seconds);
  }

  @Case("BAD_REQUEST")
  String a_request_of_other_bytes_is_refused() throws Exception {
    var nonsense = ByteString.copyFrom(new byte[] {-1, -1, -1});
    return status(Envelope.newBuilder().setPayload(nonsense).build());
  }

  @Case("[0], then [1]")
  String a_stream_answers_one_request_after_the_other() throws Exception {
    var second = new BlockRequest(BlockRequest.number(1), BlockRequest.number(1));
    try (var stream = open(Form.FULL)) {
      stream.send(signed(new BlockRequest(BlockRequest.OLDEST, BlockRequest.OLDEST)));
      var first = numbers(stream.blocks());
      return first + ", then " + numbers(stream.send(signed(second)).blocks());
    }
  }

  @Case("header and metadata, no data")
  String headers_alone_come_when_they_are_asked_for() throws Exception {
    client().submit("put", key(), "v");
    var newest = BlockRequest.number(chain().height() - 1);
    var request =
        new BlockRequest(newest, newest)
            .seek(s -> s.setContentType(SeekContentType.HEADER_WITH_SIG));
    var block = blocks(request).getFirst();
    return "header and "
        + (block.getMetadata().getMetadataCount() > 0 ? "metadata, " : "no metadata, ")
        + (block.getData().getDataCount() > 0 ? "data" : "no data");
  }

  @Case("conformance ENDORSER_TRANSACTION VALID event moved without payload")
  String a_filtered_block_tells_ids_codes_and_event_names_only() throws Exception {
    var endorsed = client().endorse("event", key(), "moved", "payload");
    var number = BlockRequest.number(endorsed.submitAsync().getStatus().getBlockNumber());
    try (var stream = open(Form.FILTERED)) {
      var block = stream.send(signed(new BlockRequest(number, number))).filtered().getFirst();
      var transaction =
          block.getFilteredTransactionsList().stream()
              .filter(each -> each.getTxid().equals(endorsed.getTransactionId()))
              .findFirst()
              .orElseThrow();
      var event = transaction.getTransactionActions().getChaincodeActions(0).getChaincodeEvent();
      return "%s %s %s event %s %s payload"
          .formatted(
              block.getChannelId(),
              transaction.getType(),
              transaction.getTxValidationCode(),
              event.getEventName(),
              event.getPayload().isEmpty() ? "without" : "with");
    }
  }

  @Case("ENDORSEMENT_POLICY_FAILURE")
  String a_filtered_block_tells_why_a_transaction_is_invalid() throws Exception {
    var endorsed = client().endorseBy(List.of(msp(0)), "put", key(), "v");
    var from = chain().height();
    endorsed.submitAsync();
    return chain().codes(from, endorsed.getTransactionId(), 1).getFirst();
  }

  @Case("CONFIG")
  String the_first_filtered_block_tells_of_a_configuration() throws Exception {
    try (var stream = open(Form.FILTERED)) {
      var first = signed(new BlockRequest(BlockRequest.OLDEST, BlockRequest.OLDEST));
      return stream.send(first).filtered().getFirst().getFilteredTransactions(0).getType().name();
    }
  }

  @Case(
      value = "a block and its private data",
      onDevLedger = "UNIMPLEMENTED: private data collections are not supported by this ledger",
      because = "private data is out of scope (docs of module ledger)")
  String blocks_with_private_data_come_when_they_are_asked_for() throws Exception {
    return Answers.of(
        () -> {
          try (var stream = open(Form.WITH_PRIVATE_DATA)) {
            var request = new BlockRequest(BlockRequest.OLDEST, BlockRequest.OLDEST);
            return stream.send(signed(request)).next().hasBlockAndPrivateData()
                ? "a block and its private data"
                : "something else";
          }
        });
  }
}
