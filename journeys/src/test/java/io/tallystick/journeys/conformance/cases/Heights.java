package io.tallystick.journeys.conformance.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tallystick.journeys.conformance.Case;
import io.tallystick.journeys.conformance.CaseGroup;
import io.tallystick.journeys.conformance.client.Answers;
import io.tallystick.journeys.conformance.client.Client;
import io.tallystick.journeys.conformance.client.Clients;
import io.tallystick.journeys.conformance.ledger.LedgerUnderTest;
import java.time.Duration;
import java.util.List;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Transaction;

/** Peers that are behind, or gone. After Fabric's internal/pkg/gateway/registry.go and gossip. */
public final class Heights extends CaseGroup {

  private static final String ONE_STATE =
      "the dev ledger's organisations share one chain and one state: their peers cannot be at"
          + " different heights or stop alone";
  private static final int BACKLOG = 100;
  private static final Duration LIMIT = Duration.ofSeconds(40);

  public Heights(LedgerUnderTest ledger, Clients clients) {
    super(ledger, clients);
  }

  @Case(
      "ABORTED: failed to collect enough transaction endorsements, see attached details for more"
          + " info | ProposalResponsePayloads do not match")
  String endorsers_at_different_heights_do_not_agree() throws Exception {
    needsSeparatePeers(ONE_STATE);
    var key = keyOf("v");
    var third = member(2);
    ledger.pause(third);
    try {
      for (var i = 0; i < BACKLOG; i++) {
        byTheOthers("put", key, "v" + i).submitAsync();
      }
      Client.code(byTheOthers("put", key, "last"));
    } finally {
      ledger.resume(third);
    }
    var refused =
        Answers.of(
            () -> Client.code(client().endorseBy(List.of(msp(0), msp(2)), "append", key, "x")));
    awaitValue(key, "last");
    return refused;
  }

  @Case("VALID")
  String an_endorser_that_has_caught_up_agrees_again() throws Exception {
    needsSeparatePeers(ONE_STATE);
    var key = keyOf("v");
    ledger.pause(member(2));
    try {
      Client.code(byTheOthers("put", key, "w"));
    } finally {
      ledger.resume(member(2));
    }
    awaitValue(key, "w");
    return Client.code(client().endorseBy(List.of(msp(0), msp(2)), "append", key, "x"));
  }

  @Case("VALID")
  String while_a_peer_is_gone_the_others_endorse() throws Exception {
    needsSeparatePeers(ONE_STATE);
    ledger.stop(member(2));
    try {
      return client().submit("put", key(), "v");
    } finally {
      ledger.start(member(2));
      clients.reconnect();
    }
  }

  @Case("w")
  String a_peer_that_was_gone_catches_up() throws Exception {
    needsSeparatePeers(ONE_STATE);
    var key = keyOf("v");
    ledger.stop(member(2));
    try {
      client().submit("put", key, "w");
    } finally {
      ledger.start(member(2));
      clients.reconnect();
    }
    awaitValue(key, "w");
    return atThird(key);
  }

  @Case("UNAVAILABLE: failed to find any endorsing peers for org(s): AuthorityMSP")
  String an_endorsement_by_a_peer_that_is_gone_is_refused() throws Exception {
    needsSeparatePeers(ONE_STATE);
    ledger.stop(member(2));
    try {
      var limit = System.nanoTime() + LIMIT.toNanos();
      String refused;
      do { // until the others have noticed, the call itself fails
        refused =
            Answers.of(() -> Client.code(client().endorseBy(List.of(msp(2)), "put", key(), "v")));
      } while (!refused.startsWith("UNAVAILABLE") && System.nanoTime() < limit);
      return refused;
    } finally {
      ledger.start(member(2));
      clients.reconnect();
    }
  }

  private Transaction byTheOthers(String function, String... args) throws GatewayException {
    return client().endorseBy(List.of(msp(0), msp(1)), function, args);
  }

  private String atThird(String key) throws GatewayException {
    return new String(
        client(2).proposal(KV, "get", key).setEndorsingOrganizations(msp(2)).build().evaluate(),
        UTF_8);
  }

  private void awaitValue(String key, String value) throws Exception {
    var limit = System.nanoTime() + LIMIT.toNanos();
    while (!Answers.of(() -> atThird(key)).equals(value)) {
      if (System.nanoTime() > limit) {
        throw new IllegalStateException("the third peer does not catch up");
      }
      Thread.sleep(50);
    }
  }
}
