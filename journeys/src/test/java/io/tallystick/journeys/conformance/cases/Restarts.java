package io.tallystick.journeys.conformance.cases;

import io.tallystick.journeys.conformance.Case;
import io.tallystick.journeys.conformance.CaseGroup;
import io.tallystick.journeys.conformance.Readiness;
import io.tallystick.journeys.conformance.client.Answers;
import io.tallystick.journeys.conformance.client.BlockRequest;
import io.tallystick.journeys.conformance.client.Clients;
import io.tallystick.journeys.conformance.client.EventStream;
import io.tallystick.journeys.conformance.ledger.LedgerUnderTest;
import org.hyperledger.fabric.protos.gateway.ChaincodeEventsRequest;

/** A chaincode that goes and comes back, and peers that do. */
public final class Restarts extends CaseGroup {

  private static final String FAILED =
      "ABORTED: failed to endorse transaction, see attached details for more info"
          + " | error in simulation: failed to execute transaction <txid>: ";

  public Restarts(LedgerUnderTest ledger, Clients clients) {
    super(ledger, clients);
  }

  @Case(FAILED + "error sending: chaincode stream terminated")
  String a_chaincode_that_dies_during_a_call_fails_it() throws Exception {
    try {
      return Answers.of(() -> client().submit("exit"));
    } finally {
      backAgain();
    }
  }

  @Case(FAILED + "could not launch chaincode …")
  String a_chaincode_that_is_gone_is_not_reached() throws Exception {
    ledger.chaincode().kill();
    try {
      Answers.of(() -> client().evaluate("get", "k")); // notices that the stream is broken
      return Answers.of(() -> client().submit("put", key(), "v"));
    } finally {
      backAgain();
    }
  }

  @Case("VALID")
  String a_chaincode_that_comes_back_is_used_again() throws Exception {
    ledger.chaincode().kill();
    backAgain();
    return client().submit("put", key(), "v");
  }

  /** Waits until all three organisations reach the chaincode. */
  private void backAgain() throws Exception {
    ledger.chaincode().kill();
    ledger.chaincode().start();
    ledger.chaincode().awaitListening();
    new Readiness(ledger, clients).await();
  }

  @Case("two, three")
  String after_a_restart_events_go_on_after_the_checkpoint() throws Exception {
    var from = chain().height();
    var one = client().endorse("event", key(), "one", "");
    one.submit();
    client().submit("event", key(), "two", "");
    restart();
    client().submit("event", key(), "three", "");
    var request =
        ChaincodeEventsRequest.newBuilder()
            .setChannelId(CHANNEL)
            .setChaincodeId(KV)
            .setIdentity(client().person().serialized())
            .setStartPosition(BlockRequest.number(from))
            .setAfterTransactionId(one.getTransactionId());
    try (var stream = new EventStream(client(), request.build(), client().person())) {
      return String.join(", ", stream.names(2));
    }
  }

  @Case("v, 2,1, VALID")
  String after_a_restart_state_history_and_codes_are_as_before() throws Exception {
    var key = keyOf("v");
    var changed = keyOf("1");
    var endorsed = client().endorse("put", changed, "2");
    endorsed.submit();
    restart();
    var code = endorsed.submitAsync().getStatus().getCode();
    return "%s, %s, %s"
        .formatted(client().evaluate("get", key), client().evaluate("history", changed), code);
  }

  @Case("the same blocks")
  String after_a_restart_the_blocks_are_the_same() throws Exception {
    client().submit("put", key(), "v");
    var last = chain().height() - 1;
    var before = chain().blocks(0, last);
    restart();
    return chain().blocks(0, last).equals(before) ? "the same blocks" : "other blocks";
  }

  private void restart() throws Exception {
    ledger.restart();
    clients.reconnect();
    new Readiness(ledger, clients).await();
  }
}
