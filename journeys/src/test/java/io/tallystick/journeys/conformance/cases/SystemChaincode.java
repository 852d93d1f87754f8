package io.tallystick.journeys.conformance.cases;

import com.google.protobuf.ByteString;
import io.tallystick.journeys.conformance.Case;
import io.tallystick.journeys.conformance.CaseGroup;
import io.tallystick.journeys.conformance.client.Answers;
import io.tallystick.journeys.conformance.client.Client;
import io.tallystick.journeys.conformance.client.Clients;
import io.tallystick.journeys.conformance.client.RawProposal;
import io.tallystick.journeys.conformance.client.RawTransaction;
import io.tallystick.journeys.conformance.ledger.LedgerUnderTest;
import io.tallystick.ledger.block.BlockHashes;
import java.util.List;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.peer.ProcessedTransaction;

/** Questions about the chain itself. After Fabric's core/scc/qscc/query.go. */
public final class SystemChaincode extends CaseGroup {

  private static final String REFUSED =
      "UNKNOWN: evaluate call to endorser returned error: chaincode response 500, ";

  public SystemChaincode(LedgerUnderTest ledger, Clients clients) {
    super(ledger, clients);
  }

  /** Answers the first sentence of a refusal; the details repeat it. */
  private String refused(String function, String... args) throws Exception {
    return Answers.of(() -> "answered " + chain().ask(function, args).length)
        .replaceAll(" \\| .*", "");
  }

  @Case("height and hashes of the newest block")
  String the_chains_info_tells_of_its_newest_block() throws Exception {
    client().submit("put", key(), "v");
    var info = chain().info();
    var newest = chain().block(info.getHeight() - 1).getHeader();
    var right =
        info.getCurrentBlockHash().equals(BlockHashes.headerHash(newest))
            && info.getPreviousBlockHash().equals(newest.getPreviousHash());
    return right ? "height and hashes of the newest block" : info.toString();
  }

  @Case("as Deliver does")
  String a_block_is_told_by_its_number() throws Exception {
    var number = chain().height() - 1;
    return chain().block(number).equals(chain().blocks(number, number).getFirst())
        ? "as Deliver does"
        : "otherwise";
  }

  @Case(REFUSED + "Failed to get block number 999999, error …")
  String a_block_beyond_the_end_is_not_told() throws Exception {
    return refused("GetBlockByNumber", "999999");
  }

  @Case(
      REFUSED
          + "Failed to parse block number with error strconv.ParseUint: parsing \"first\": invalid"
          + " syntax")
  String a_block_number_that_is_none_is_refused() throws Exception {
    return refused("GetBlockByNumber", "first");
  }

  @Case("the block")
  String a_block_is_told_by_its_hash() throws Exception {
    var number = chain().height() - 1;
    var block = chain().block(number);
    var hash = BlockHashes.headerHash(block.getHeader());
    var proposal = new RawProposal(client().person(), CHANNEL, "qscc", "GetBlockByHash", CHANNEL);
    return Answers.of(
        () -> {
          var request = proposal.input(i -> i.addArgs(hash)).evaluateRequest();
          var told = client().stub().evaluate(request).getResult().getPayload();
          return Block.parseFrom(told).equals(block) ? "the block" : "another block";
        });
  }

  @Case(REFUSED + "Failed to get block hash …, error …")
  String a_block_of_an_unknown_hash_is_not_told() throws Exception {
    return refused("GetBlockByHash", "no hash");
  }

  @Case("the envelope, VALID")
  String a_transaction_is_told_by_its_id() throws Exception {
    var transaction = RawTransaction.of(client().endorse("put", key(), "v"));
    var envelope = transaction.signed(client().person());
    var from = chain().height();
    client().stub().submit(transaction.submitRequest(envelope));
    chain().codes(from, transaction.txId(), 1);
    var told =
        ProcessedTransaction.parseFrom(chain().ask("GetTransactionByID", transaction.txId()));
    return (told.getTransactionEnvelope().equals(envelope) ? "the envelope" : "another")
        + (told.getValidationCode() == 0 ? ", VALID" : ", " + told.getValidationCode());
  }

  @Case("10")
  String an_invalid_transaction_is_told_with_its_code() throws Exception {
    var endorsed = client().endorseBy(List.of(msp(0)), "put", key(), "v");
    Client.code(endorsed);
    var told = chain().ask("GetTransactionByID", endorsed.getTransactionId());
    return "" + ProcessedTransaction.parseFrom(told).getValidationCode();
  }

  @Case(
      REFUSED
          + "Failed to get transaction with id nothing, error no such transaction ID [nothing] in"
          + " index")
  String an_unknown_transaction_is_not_told() throws Exception {
    return refused("GetTransactionByID", "nothing");
  }

  @Case("holds it")
  String the_block_of_a_transaction_is_told() throws Exception {
    var endorsed = client().endorse("put", key(), "v");
    Client.code(endorsed);
    var id = ByteString.copyFromUtf8(endorsed.getTransactionId()).toStringUtf8();
    var data = chain().blockOf(id).getData().getDataList();
    return data.stream().anyMatch(bytes -> contains(bytes, id)) ? "holds it" : "lacks it";
  }

  private static boolean contains(ByteString bytes, String text) {
    return bytes.toString(java.nio.charset.StandardCharsets.ISO_8859_1).contains(text);
  }

  @Case(
      REFUSED
          + "Failed to get block for txID nothing, error no such transaction ID [nothing] in index")
  String the_block_of_an_unknown_transaction_is_not_told() throws Exception {
    return refused("GetBlockByTxID", "nothing");
  }

  @Case(REFUSED + "access denied for [GetNothing][conformance]: …")
  String an_unknown_question_is_refused() throws Exception {
    return refused("GetNothing", "x");
  }

  @Case(REFUSED + "missing 3rd argument for GetBlockByNumber")
  String a_question_without_its_argument_is_refused() throws Exception {
    return refused("GetBlockByNumber");
  }

  @Case(REFUSED + "Invalid chain ID, nowhere")
  String a_question_about_another_channel_is_refused() throws Exception {
    return Answers.of(
            () ->
                "answered "
                    + client().contract("qscc").evaluateTransaction("GetChainInfo", NOWHERE).length)
        .replaceAll(" \\| .*", "");
  }

  @Case(REFUSED + "Incorrect number of arguments, 1")
  String a_question_about_no_channel_is_refused() throws Exception {
    return Answers.of(
            () ->
                "answered " + client().contract("qscc").evaluateTransaction("GetChainInfo").length)
        .replaceAll(" \\| .*", "");
  }
}
