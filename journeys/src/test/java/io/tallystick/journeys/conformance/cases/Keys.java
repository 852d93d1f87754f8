package io.tallystick.journeys.conformance.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tallystick.journeys.conformance.Case;
import io.tallystick.journeys.conformance.CaseGroup;
import io.tallystick.journeys.conformance.client.Answers;
import io.tallystick.journeys.conformance.client.Client;
import io.tallystick.journeys.conformance.client.Clients;
import io.tallystick.journeys.conformance.client.RawProposal;
import io.tallystick.journeys.conformance.client.RawTransaction;
import io.tallystick.journeys.conformance.ledger.LedgerUnderTest;
import java.time.Instant;
import java.util.List;
import org.hyperledger.fabric.protos.common.ChannelHeader;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.common.Payload;

/**
 * Keys, ranges, pages, history and values. After Fabric's core/ledger/kvledger/txmgmt, history and
 * core/chaincode/handler.go; state in LevelDB.
 */
public final class Keys extends CaseGroup {

  /** What the Java shim makes of a peer's ERROR; it keeps the peer's words to itself. */
  private static final String FAILED =
      "ABORTED: failed to endorse transaction, see attached details for more info"
          + " | error in simulation: transaction returned with failure: …";

  public Keys(LedgerUnderTest ledger, Clients clients) {
    super(ledger, clients);
  }

  /** A prefix with keys of these endings. */
  private String with(String... endings) throws Exception {
    var prefix = key();
    for (var ending : endings) {
      client().submit("put", prefix + ending, "x");
    }
    return prefix;
  }

  private String found(String prefix, String function, String... args) throws Exception {
    return client().evaluate(function, args).replace(prefix, "");
  }

  @Case("")
  String a_key_that_nobody_wrote_is_empty() throws Exception {
    return client().evaluate("get", key());
  }

  @Case("")
  String a_deleted_key_is_empty() throws Exception {
    var key = keyOf("v");
    client().submit("delete", key);
    return client().evaluate("get", key);
  }

  @Case("VALID")
  String deleting_what_is_not_there_is_valid() throws Exception {
    return client().submit("delete", key());
  }

  @Case("-,v")
  String an_empty_value_is_a_deletion() throws Exception {
    var key = keyOf("v");
    client().submit("putEmpty", key);
    return client().evaluate("history", key);
  }

  @Case("00ff80c328fe")
  String a_value_may_be_any_bytes() throws Exception {
    var key = key();
    var bytes = new byte[] {0, -1, -128, (byte) 0xc3, 0x28, -2};
    Client.code(
        client()
            .contract(KV)
            .newProposal("putBytes")
            .addArguments(key.getBytes(UTF_8), bytes)
            .build()
            .endorse());
    return client().evaluate("getHex", key);
  }

  @Case("1048576")
  String a_value_of_a_mebibyte_is_kept() throws Exception {
    return "" + client().evaluate("get", keyOf("x".repeat(1 << 20))).length();
  }

  @Case("värde 𝄞")
  String a_key_may_hold_any_characters() throws Exception {
    var key = key() + "ключ 鍵 🔑";
    client().submit("put", key, "värde 𝄞");
    return client().evaluate("get", key);
  }

  @Case("a,b")
  String a_range_ends_before_its_end() throws Exception {
    var prefix = with("a", "b", "c");
    return found(prefix, "range", prefix + "a", prefix + "c");
  }

  @Case("a,b,\uFFFD,🔑")
  String a_range_is_in_the_order_of_the_keys_utf_8_bytes() throws Exception {
    var prefix = with("🔑", "b", "\uFFFD", "a");
    return found(prefix, "range", prefix, key());
  }

  @Case("")
  String a_range_that_ends_before_it_starts_is_empty() throws Exception {
    var prefix = with("a", "b");
    return found(prefix, "range", prefix + "b", prefix + "a");
  }

  @Case("250 keys, the last 1249")
  String a_range_of_many_keys_is_told_whole() throws Exception {
    var prefix = key();
    client().submit("putMany", prefix, "250");
    var keys = found(prefix, "range", prefix, prefix + "~").split(",");
    return keys.length + " keys, the last " + keys[keys.length - 1];
  }

  @Case("no composite keys")
  String a_range_from_the_first_key_on_holds_no_composite_keys() throws Exception {
    var prefix = key();
    client().submit("putComposite", prefix, "child");
    return client().evaluate("range", "", prefix + "~").contains("\0")
        ? "composite keys"
        : "no composite keys";
  }

  @Case("a,b")
  String composite_keys_are_found_by_their_first_attribute() throws Exception {
    var parent = key();
    client().submit("putComposite", parent, "b");
    client().submit("putComposite", parent, "a");
    client().submit("putComposite", parent + "x", "c");
    return client().evaluate("children", parent);
  }

  @Case("a,b|c")
  String a_page_tells_where_the_next_one_starts() throws Exception {
    var prefix = with("a", "b", "c");
    return found(prefix, "page", prefix, prefix + "~", "2", "");
  }

  @Case("c|")
  String the_last_page_starts_no_other() throws Exception {
    var prefix = with("a", "b", "c");
    return found(prefix, "page", prefix, prefix + "~", "2", prefix + "c");
  }

  @Case("a,b|")
  String a_page_that_holds_all_starts_no_other() throws Exception {
    var prefix = with("a", "b");
    return found(prefix, "page", prefix, prefix + "~", "2", "");
  }

  @Case(FAILED)
  String a_page_in_a_transaction_that_writes_is_refused() throws Exception {
    var prefix = with("a");
    return Answers.of(() -> client().submit("pageThenPut", prefix, prefix + "~", "2", "", key()));
  }

  @Case(FAILED)
  String a_page_in_a_transaction_that_wrote_is_refused() throws Exception {
    var prefix = with("a");
    return Answers.of(() -> client().submit("putThenPage", prefix, prefix + "~", "2", "", key()));
  }

  @Case("3,-,2,1")
  String a_history_is_newest_first_with_deletions() throws Exception {
    var key = keyOf("1");
    client().submit("put", key, "2");
    client().submit("delete", key);
    client().submit("put", key, "3");
    return client().evaluate("history", key);
  }

  @Case("2,1")
  String a_history_is_newest_first_within_a_block() throws Exception {
    var key = new String[1];
    inOneBlock(
        () -> {
          key[0] = key();
          return List.of(
              client().endorse("put", key[0], "1"), client().endorse("put", key[0], "2"));
        });
    return client().evaluate("history", key[0]);
  }

  @Case("v")
  String a_history_holds_no_invalid_change() throws Exception {
    var key = keyOf("v");
    Client.code(client().endorseBy(List.of(msp(0)), "put", key, "invalid"));
    return client().evaluate("history", key);
  }

  @Case("")
  String a_key_that_nobody_wrote_has_no_history() throws Exception {
    return client().evaluate("history", key());
  }

  @Case("the transaction and the time of its proposal")
  String a_history_tells_transaction_and_time() throws Exception {
    var key = key();
    var proposal = new RawProposal(client().person(), CHANNEL, KV, "put", key, "v");
    var request = proposal.channelHeader(h -> h.getTimestampBuilder().setNanos(123456789));
    var prepared = client().stub().endorse(request.endorseRequest()).getPreparedTransaction();
    var from = chain().height();
    client().stub().submit(RawTransaction.of(prepared).submitRequest(client().person()));
    chain().codes(from, proposal.txId(), 1);
    return client().evaluate("pasts", key).equals(proposal.txId() + "@" + time(prepared))
        ? "the transaction and the time of its proposal"
        : client().evaluate("pasts", key);
  }

  private static Instant time(Envelope envelope) throws Exception {
    var header = Payload.parseFrom(envelope.getPayload()).getHeader().getChannelHeader();
    var time = ChannelHeader.parseFrom(header).getTimestamp();
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }

  @Case(FAILED)
  String a_rich_query_is_refused() throws Exception {
    return Answers.of(() -> client().submit("rich"));
  }

  @Case(FAILED)
  String a_private_collection_that_nobody_defined_is_refused() throws Exception {
    return Answers.of(() -> client().submit("private", key()));
  }
}
