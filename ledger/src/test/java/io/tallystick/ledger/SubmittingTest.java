package io.tallystick.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.SubmittedTransaction;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.common.BlockchainInfo;
import org.hyperledger.fabric.protos.peer.ProcessedTransaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmittingTest {

  @TempDir static Path folder;
  private static TestNetwork network;
  private static TestChaincode chaincode;
  private static Contract contract;

  @BeforeAll
  static void start() {
    network = new TestNetwork(folder);
    chaincode = new TestChaincode("one", network.chaincodePort);
    network.start();
    contract = network.contract("Riverside");
  }

  @AfterAll
  static void stop() {
    network.close();
    chaincode.close();
  }

  private static String submit(String function, String... args) throws Exception {
    return new String(contract.submitTransaction(function, args), UTF_8);
  }

  private static String evaluate(String function, String... args) throws GatewayException {
    return new String(contract.evaluateTransaction(function, args), UTF_8);
  }

  private static Transaction endorsed(String function, String... args) throws EndorseException {
    return contract.newProposal(function).addArguments(args).build().endorse();
  }

  private static TxValidationCode outcome(SubmittedTransaction submitted) throws Exception {
    return submitted.getStatus().getCode();
  }

  @Test
  void what_is_submitted_can_be_read_by_every_organisation() throws Exception {
    submit("put", "shared", "value");

    for (var org : TestNetwork.ORGS) {
      var read = network.contract(org).evaluateTransaction("get", "shared");
      assertThat(new String(read, UTF_8)).isEqualTo("value");
    }
  }

  @Test
  void each_organisation_that_must_endorse_executes_for_itself() throws Exception {
    var before = chaincode.executions.get();
    submit("put", "executed", "x");
    assertThat(chaincode.executions.get() - before).isEqualTo(2);
  }

  @Test
  void a_transaction_does_not_see_its_own_writes() throws Exception {
    submit("put", "own", "old");
    assertThat(submit("putThenGet", "own", "new")).isEqualTo("new" + "old");
    assertThat(evaluate("get", "own")).isEqualTo("new");
  }

  @Test
  void of_two_transactions_that_read_and_write_a_key_only_the_first_is_valid() throws Exception {
    submit("put", "contended", "0");
    var first = endorsed("append", "contended", "1");
    var second = endorsed("append", "contended", "2");

    assertThat(outcome(first.submitAsync())).isEqualTo(TxValidationCode.VALID);
    assertThat(outcome(second.submitAsync())).isEqualTo(TxValidationCode.MVCC_READ_CONFLICT);
    assertThat(evaluate("get", "contended")).isEqualTo("01");
  }

  @Test
  void a_key_that_appeared_in_a_queried_range_invalidates_the_query() throws Exception {
    submit("put", "phantom-1", "x");
    var counting = endorsed("countInto", "phantom-", "phantom-~", "phantoms");
    submit("put", "phantom-2", "x");

    assertThat(outcome(counting.submitAsync())).isEqualTo(TxValidationCode.PHANTOM_READ_CONFLICT);
    assertThat(submit("countInto", "phantom-", "phantom-~", "phantoms"))
        .isEqualTo("phantom-1,phantom-2");
  }

  @Test
  void ranges_pages_and_composite_keys_are_read_in_order() throws Exception {
    for (var i = 1; i <= 5; i++) {
      submit("put", "row-" + i, "x");
    }
    submit("putChild", "parent", "a");
    submit("putChild", "parent", "b");
    submit("putChild", "parents", "c");

    assertThat(evaluate("range", "row-2", "row-4")).isEqualTo("row-2,row-3");
    assertThat(evaluate("page", "row-", "row-~", "2", "")).isEqualTo("row-1,row-2|row-3");
    assertThat(evaluate("page", "row-", "row-~", "2", "row-5")).isEqualTo("row-5|");
    assertThat(evaluate("children", "parent")).isEqualTo("a,b");
  }

  @Test
  void pages_follow_each_other_by_their_bookmarks_to_the_end() throws Exception {
    submit("putMany", "paged-", "25");
    var bookmark = "";
    var keys = new StringJoiner(",");
    for (var pages = 1; pages <= 3; pages++) {
      var page = evaluate("page", "paged-", "paged-~", "10", bookmark).split("\\|", -1);
      keys.add(page[0]);
      bookmark = page[1];
      assertThat(bookmark.isEmpty()).isEqualTo(pages == 3);
    }
    assertThat(keys.toString()).isEqualTo(evaluate("range", "paged-", "paged-~"));
  }

  @Test
  void pages_are_for_transactions_that_only_read() {
    for (var function : List.of("pageThenPut", "putThenPage")) {
      assertThatThrownBy(() -> submit(function, "row-", "row-~", "2", ""))
          .isInstanceOfSatisfying(
              EndorseException.class,
              e ->
                  assertThat(e.getDetails().toString())
                      .contains("transaction returned with failure"));
    }
  }

  @Test
  void a_long_range_arrives_whole() throws Exception {
    for (var i = 100; i < 103; i++) {
      submit("putMany", "many-" + i + "-", "90");
    }
    assertThat(evaluate("range", "many-", "many-~").split(",")).hasSize(270).isSorted();
    assertThat(submit("countInto", "many-", "many-~", "counted").split(",")).hasSize(270);
  }

  @Test
  void the_history_of_a_key_is_newest_first() throws Exception {
    submit("put", "aged", "1");
    submit("put", "aged", "2");
    submit("delete", "aged");
    submit("put", "aged", "3");
    assertThat(evaluate("history", "aged")).isEqualTo("3,-,2,1");
  }

  @Test
  void a_refusal_of_the_chaincode_reaches_the_client_with_its_message() {
    assertThatThrownBy(() -> submit("refuse", "because"))
        .isInstanceOfSatisfying(
            EndorseException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
              assertThat(e.getDetails())
                  .singleElement()
                  .satisfies(
                      detail -> {
                        assertThat(detail.getMspId()).isEqualTo("RiversideMSP");
                        assertThat(detail.getMessage())
                            .isEqualTo("chaincode response 500, refused: [because]");
                      });
            });
    assertThatThrownBy(() -> evaluate("refuse", "because"))
        .hasMessageContaining("UNKNOWN")
        .hasMessageContaining("chaincode response 500, refused: [because]");
  }

  @Test
  void private_data_and_rich_queries_are_refused_in_words() {
    assertThatThrownBy(() -> evaluate("private"))
        .isInstanceOfSatisfying(
            GatewayException.class,
            e ->
                assertThat(e.getDetails().toString())
                    .contains("transaction returned with failure"));
  }

  @Test
  void transient_data_is_endorsed_upon_and_stored_nowhere() throws Exception {
    var needle = "needle-in-transient-data";
    var key = "planted-needle-in-a-key";
    contract
        .newProposal("secret")
        .addArguments(key)
        .putTransient("secret", needle)
        .setEndorsingOrganizations("RiversideMSP", "HarborMSP")
        .build()
        .endorse()
        .submit();

    assertThat(evaluate("get", key)).isEqualTo("" + needle.length());
    assertThat(filesHolding(key)).isNotEmpty();
    assertThat(filesHolding(needle)).isEmpty();
  }

  private static List<Path> filesHolding(String text) throws IOException {
    try (var files = Files.walk(folder.resolve("data"))) {
      return files.filter(Files::isRegularFile).filter(file -> holds(file, text)).toList();
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text);
    } catch (IOException e) {
      return false; // a file of the running state store that just went away
    }
  }

  @Test
  void transactions_and_blocks_can_be_asked_for_by_id() throws Exception {
    var transaction = endorsed("put", "asked", "x");
    transaction.submit();
    var id = transaction.getTransactionId();
    var qscc = network.qscc("Harbor");

    var found =
        ProcessedTransaction.parseFrom(
            qscc.evaluateTransaction("GetTransactionByID", TestNetwork.CHANNEL, id));
    assertThat(found.getValidationCode()).isEqualTo(TxValidationCode.VALID_VALUE);
    var info =
        BlockchainInfo.parseFrom(qscc.evaluateTransaction("GetChainInfo", TestNetwork.CHANNEL));
    var last = Long.toString(info.getHeight() - 1);
    assertThat(qscc.evaluateTransaction("GetBlockByNumber", TestNetwork.CHANNEL, last))
        .isNotEmpty();
    assertThat(qscc.evaluateTransaction("GetBlockByTxID", TestNetwork.CHANNEL, id)).isNotEmpty();
    assertThatThrownBy(
            () -> qscc.evaluateTransaction("GetTransactionByID", TestNetwork.CHANNEL, "none"))
        .hasMessageContaining("no such transaction ID [none] in index");
  }

  @Test
  void a_transaction_submitted_again_changes_nothing() throws Exception {
    submit("put", "repeated", "");
    var transaction = endorsed("put", "repeated", "x");
    var first = transaction.submitAsync().getStatus();
    assertThat(first.getCode()).isEqualTo(TxValidationCode.VALID);
    submit("put", "repeated", "y");

    var again = transaction.submitAsync().getStatus();
    submit("put", "after the repetition", "x");

    assertThat(again.getCode()).isEqualTo(TxValidationCode.VALID);
    assertThat(again.getBlockNumber()).isEqualTo(first.getBlockNumber());
    assertThat(evaluate("get", "repeated")).isEqualTo("y");
  }

  @Test
  void too_few_named_endorsers_invalidate_the_transaction() throws Exception {
    var lone =
        contract
            .newProposal("put")
            .addArguments("lone", "x")
            .setEndorsingOrganizations("RiversideMSP")
            .build()
            .endorse();
    assertThat(outcome(lone.submitAsync())).isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
    assertThat(evaluate("get", "lone")).isEmpty();
  }

  @Test
  void an_unknown_chaincode_or_organisation_is_named() {
    var other = network.network("Riverside").getContract("other");
    assertThatThrownBy(() -> other.submitTransaction("put"))
        .isInstanceOfSatisfying(
            EndorseException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
              assertThat(e.getStatus().getDescription())
                  .isEqualTo(
                      "no combination of peers can be derived which satisfy the endorsement policy: No metadata was found for chaincode other in channel testing");
            });
    assertThatThrownBy(() -> other.evaluateTransaction("get"))
        .hasMessageContaining("FAILED_PRECONDITION")
        .hasMessageContaining("no peers available to evaluate chaincode other in channel testing");
    assertThatThrownBy(
            () ->
                contract
                    .newProposal("put")
                    .putAllTransient(Map.of())
                    .setEndorsingOrganizations("NobodyMSP")
                    .build()
                    .endorse())
        .hasMessageContaining("failed to find any endorsing peers for org(s): NobodyMSP");
  }
}
