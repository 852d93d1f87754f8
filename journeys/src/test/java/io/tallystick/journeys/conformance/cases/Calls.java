package io.tallystick.journeys.conformance.cases;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tallystick.journeys.conformance.Case;
import io.tallystick.journeys.conformance.CaseGroup;
import io.tallystick.journeys.conformance.client.Answers;
import io.tallystick.journeys.conformance.client.Client;
import io.tallystick.journeys.conformance.client.Clients;
import io.tallystick.journeys.conformance.client.RawProposal;
import io.tallystick.journeys.conformance.ledger.LedgerUnderTest;
import java.time.Instant;
import java.time.temporal.ChronoField;

/**
 * What a chaincode is told about its call, and a chaincode that fails. After Fabric's
 * core/chaincode and docs/source/cc_service.md.
 */
public final class Calls extends CaseGroup {

  private static final String FAILED =
      "ABORTED: failed to endorse transaction, see attached details for more info"
          + " | error in simulation: ";

  public Calls(LedgerUnderTest ledger, Clients clients) {
    super(ledger, clients);
  }

  private String evaluate(byte[]... args) throws Exception {
    return new String(
        client().contract(KV).newProposal("sizes").addArguments(args).build().evaluate(), UTF_8);
  }

  @Case("0,1,0")
  String empty_arguments_arrive_empty() throws Exception {
    return evaluate(new byte[0], new byte[1], new byte[0]);
  }

  @Case("no arguments")
  String a_call_without_arguments_arrives() throws Exception {
    var proposal = new RawProposal(client().person(), CHANNEL, KV);
    return Answers.of(
        () ->
            client()
                .stub()
                .evaluate(proposal.evaluateRequest())
                .getResult()
                .getPayload()
                .toStringUtf8());
  }

  @Case("ff00fe80")
  String arguments_may_be_any_bytes() throws Exception {
    var bytes = new byte[] {-1, 0, -2, -128};
    return new String(client().contract(KV).evaluateTransaction("hex", bytes), UTF_8);
  }

  @Case("4194305")
  String an_argument_of_more_than_four_mebibytes_arrives() throws Exception {
    return evaluate(new byte[(4 << 20) + 1]);
  }

  @Case("20971520")
  String an_argument_of_twenty_mebibytes_arrives() throws Exception {
    return evaluate(new byte[20 << 20]);
  }

  @Case("RESOURCE_EXHAUSTED: …")
  String a_request_of_more_than_a_hundred_mebibytes_is_not_taken() throws Exception {
    return Answers.of(() -> evaluate(new byte[(100 << 20) + 1]));
  }

  @Case("4194305")
  String a_result_of_more_than_four_mebibytes_arrives() throws Exception {
    return "" + client().evaluate("bytes", "" + ((4 << 20) + 1)).length();
  }

  @Case("RiversideMSP")
  String the_chaincode_knows_who_calls() throws Exception {
    return client(1).evaluate("creator").equals(msp(1)) ? client().evaluate("creator") : "mixed up";
  }

  @Case("id, channel and time of the proposal")
  String the_chaincode_knows_transaction_channel_and_time() throws Exception {
    var proposal = new RawProposal(client().person(), CHANNEL, KV, "call");
    var time = Instant.now().minusSeconds(300).with(ChronoField.NANO_OF_SECOND, 5);
    proposal.channelHeader(
        h -> h.getTimestampBuilder().setSeconds(time.getEpochSecond()).setNanos(5));
    var answer =
        client()
            .stub()
            .evaluate(proposal.evaluateRequest())
            .getResult()
            .getPayload()
            .toStringUtf8();
    var right = "%s %s %s".formatted(proposal.txId(), CHANNEL, time);
    return answer.equals(right) ? "id, channel and time of the proposal" : answer;
  }

  @Case("s3cret")
  String transient_data_reaches_the_chaincode() throws Exception {
    return new String(
        client().proposal(KV, "transient", "key").putTransient("key", "s3cret").build().evaluate(),
        UTF_8);
  }

  @Case("VALID, not in the block")
  String transient_data_is_not_in_the_block() throws Exception {
    var secret = "a secret that stays out of the block";
    var endorsed =
        client()
            .proposal(KV, "keepLength", key(), "key")
            .putTransient("key", secret)
            .build()
            .endorse();
    var code = Client.code(endorsed);
    var block = chain().blockOf(endorsed.getTransactionId()).toByteString();
    return code
        + (block.toString(java.nio.charset.StandardCharsets.ISO_8859_1).contains(secret)
            ? ", in the block"
            : ", not in the block");
  }

  @Case(FAILED + "transaction returned with failure: …")
  String an_exception_in_the_chaincode_is_a_refusal() throws Exception {
    return Answers.of(() -> client().submit("throw", "something broke"));
  }

  @Case(FAILED + "transaction returned with failure: …")
  String an_unknown_function_is_the_chaincodes_refusal() throws Exception {
    return Answers.of(() -> client().submit("noSuchFunction"));
  }

  @Case(
      FAILED
          + "failed to execute transaction <txid>: error sending: timeout expired while executing"
          + " transaction")
  String a_chaincode_that_takes_too_long_is_given_up() throws Exception {
    return Answers.of(() -> client().submit("sleep", "5000"));
  }

  @Case("VALID")
  String after_a_timeout_the_chaincode_goes_on() throws Exception {
    Answers.of(() -> client().submit("sleep", "5000"));
    return client().submit("put", key(), "v");
  }

  @Case(
      value = "one",
      onDevLedger =
          "ABORTED: failed to evaluate transaction, see attached details for more info"
              + " | error in simulation: transaction returned with failure: …",
      because = "chaincode-to-chaincode calls are out of scope (docs of module ledger)")
  String a_chaincode_may_call_another() throws Exception {
    return Answers.of(() -> client().evaluate("invokeOther", DIFFERING));
  }
}
