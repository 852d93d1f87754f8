package io.tallystick.journeys.conformance.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tallystick.journeys.conformance.Case;
import io.tallystick.journeys.conformance.CaseGroup;
import io.tallystick.journeys.conformance.client.Answers;
import io.tallystick.journeys.conformance.client.BlockRequest;
import io.tallystick.journeys.conformance.client.Client;
import io.tallystick.journeys.conformance.client.Clients;
import io.tallystick.journeys.conformance.client.EventStream;
import io.tallystick.journeys.conformance.ledger.LedgerUnderTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.client.ChaincodeEvent;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.client.InMemoryCheckpointer;
import org.hyperledger.fabric.protos.gateway.ChaincodeEventsRequest;

/** Gateway: ChaincodeEvents. After Fabric's internal/pkg/gateway/chaincodeevents.go and event. */
public final class ChaincodeEvents extends CaseGroup {

  public ChaincodeEvents(LedgerUnderTest ledger, Clients clients) {
    super(ledger, clients);
  }

  private CloseableIterator<ChaincodeEvent> from(long block) {
    return client()
        .network()
        .newChaincodeEventsRequest(KV)
        .startBlock(block)
        .build()
        .getEvents(options -> options.withDeadlineAfter(60, TimeUnit.SECONDS));
  }

  private ChaincodeEventsRequest.Builder request() {
    return ChaincodeEventsRequest.newBuilder()
        .setChannelId(CHANNEL)
        .setChaincodeId(KV)
        .setIdentity(client().person().serialized());
  }

  private EventStream stream(ChaincodeEventsRequest.Builder request) {
    return new EventStream(client(), request.build(), client().person());
  }

  private static List<String> names(CloseableIterator<ChaincodeEvent> events, int count) {
    var names = new ArrayList<String>();
    while (names.size() < count) {
      names.add(events.next().getEventName());
    }
    return names;
  }

  @Case("kv moved: here, of its transaction and block")
  String an_event_tells_chaincode_name_payload_transaction_and_block() throws Exception {
    var from = chain().height();
    var endorsed = client().endorse("event", key(), "moved", "here");
    var status = endorsed.submitAsync().getStatus();
    try (var events = from(from)) {
      var event = events.next();
      var right =
          event.getTransactionId().equals(endorsed.getTransactionId())
              && event.getBlockNumber() == status.getBlockNumber();
      return "%s %s: %s%s"
          .formatted(
              event.getChaincodeName(),
              event.getEventName(),
              new String(event.getPayload(), UTF_8),
              right ? ", of its transaction and block" : "");
    }
  }

  @Case("second")
  String of_two_events_that_a_transaction_sets_the_last_stands() throws Exception {
    var from = chain().height();
    client().submit("twoEvents", key());
    client().submit("event", key(), "later", "");
    try (var events = from(from)) {
      return names(events, 1).getFirst();
    }
  }

  @Case("one, two, three")
  String events_come_in_the_order_of_their_transactions() throws Exception {
    var from = chain().height();
    for (var name : List.of("one", "two", "three")) {
      client().submit("event", key(), name, "");
    }
    try (var events = from(from)) {
      return String.join(", ", names(events, 3));
    }
  }

  @Case("one, two")
  String events_of_a_block_come_together_in_order() throws Exception {
    var from = new long[1];
    inOneBlock(
        () -> {
          from[0] = chain().height();
          return List.of(
              client().endorse("event", key(), "one", ""),
              client().endorse("event", key(), "two", ""));
        });
    try (var stream = stream(request().setStartPosition(BlockRequest.number(from[0])))) {
      return String.join(
          ", ", stream.next().getEventsList().stream().map(e -> e.getEventName()).toList());
    }
  }

  @Case("valid")
  String an_invalid_transactions_event_is_not_delivered() throws Exception {
    var from = chain().height();
    Client.code(client().endorseBy(List.of(msp(0)), "event", key(), "invalid", ""));
    client().submit("event", key(), "valid", "");
    try (var events = from(from)) {
      return names(events, 1).getFirst();
    }
  }

  @Case("submitted")
  String an_evaluations_event_is_not_delivered() throws Exception {
    var from = chain().height();
    client().evaluate("event", key(), "evaluated", "");
    client().submit("event", key(), "submitted", "");
    try (var events = from(from)) {
      return names(events, 1).getFirst();
    }
  }

  @Case("ours")
  String another_chaincodes_events_are_not_delivered() throws Exception {
    var from = chain().height();
    Client.code(
        client()
            .proposal(DIFFERING, "event", key(), "theirs", "")
            .setEndorsingOrganizations(msp(0), msp(1))
            .build()
            .endorse());
    client().submit("event", key(), "ours", "");
    try (var events = from(from)) {
      return names(events, 1).getFirst();
    }
  }

  @Case("new")
  String without_a_start_events_come_from_the_next_block_on() throws Exception {
    client().submit("event", key(), "old", "");
    try (var stream = stream(request())) {
      // A stream is open before the server knows it: the first event that it shows is not the old.
      for (var attempt = 0; attempt < 20 && stream.silent(); attempt++) {
        client().submit("event", key(), "new", "");
      }
      client().submit("event", key(), "new", "");
      return stream.names(1).getFirst();
    }
  }

  @Case("two")
  String after_a_transaction_events_go_on_with_the_next() throws Exception {
    var from = chain().height();
    var first = client().endorse("event", key(), "one", "");
    first.submit();
    client().submit("event", key(), "two", "");
    var request = request().setStartPosition(BlockRequest.number(from));
    try (var stream = stream(request.setAfterTransactionId(first.getTransactionId()))) {
      return stream.names(1).getFirst();
    }
  }

  @Case("two")
  String after_a_transaction_the_rest_of_its_block_follows() throws Exception {
    var first = new String[1];
    inOneBlock(
        () -> {
          var one = client().endorse("event", key(), "one", "");
          first[0] = one.getTransactionId();
          return List.of(one, client().endorse("event", key(), "two", ""));
        });
    try (var stream = stream(request().setAfterTransactionId(first[0]))) {
      return stream.names(1).getFirst();
    }
  }

  @Case("silent")
  String after_a_transaction_that_never_was_nothing_comes() throws Exception {
    var from = chain().height();
    client().submit("event", key(), "one", "");
    var request = request().setStartPosition(BlockRequest.number(from));
    try (var stream = stream(request.setAfterTransactionId("f".repeat(64)))) {
      return stream.silent() ? "silent" : "an event";
    }
  }

  @Case("two, three")
  String a_checkpoint_goes_on_where_it_stood() throws Exception {
    var from = chain().height();
    var checkpoint = new InMemoryCheckpointer();
    for (var name : List.of("one", "two", "three")) {
      client().submit("event", key(), name, "");
    }
    try (var events = from(from)) {
      checkpoint.checkpointChaincodeEvent(events.next());
    }
    try (var events =
        client()
            .network()
            .newChaincodeEventsRequest(KV)
            .checkpoint(checkpoint)
            .build()
            .getEvents(o -> o.withDeadlineAfter(60, TimeUnit.SECONDS))) {
      return String.join(", ", names(events, 2));
    }
  }

  @Case("one")
  String events_from_a_block_to_come_wait_for_it() throws Exception {
    try (var events = from(chain().height())) {
      client().submit("event", key(), "one", "");
      return names(events, 1).getFirst();
    }
  }

  @Case("silent")
  String an_unknown_chaincode_has_no_events() throws Exception {
    var request = request().setChaincodeId(NOWHERE).setStartPosition(BlockRequest.number(0));
    try (var stream = stream(request)) {
      return stream.silent() ? "silent" : "something";
    }
  }

  @Case("INVALID_ARGUMENT: invalid start position type: …")
  String events_from_the_oldest_block_must_name_its_number() throws Exception {
    return refused(request().setStartPosition(BlockRequest.OLDEST));
  }

  @Case("PERMISSION_DENIED: Failed to get policy manager for channel [nowhere]")
  String events_of_an_unknown_channel_are_refused() throws Exception {
    return refused(request().setChannelId(NOWHERE));
  }

  @Case("PERMISSION_DENIED: …implicit policy evaluation failed…")
  String a_forged_request_for_events_is_refused() throws Exception {
    return refused(request().setIdentity(client(1).person().serialized()));
  }

  @Case("INVALID_ARGUMENT: a chaincode events request is required")
  String an_empty_request_for_events_is_refused() throws Exception {
    return refused(ChaincodeEventsRequest.newBuilder());
  }

  private String refused(ChaincodeEventsRequest.Builder request) throws Exception {
    return Answers.of(
        () -> {
          try (var stream = stream(request)) {
            return "events " + stream.next().getEventsCount();
          }
        });
  }
}
