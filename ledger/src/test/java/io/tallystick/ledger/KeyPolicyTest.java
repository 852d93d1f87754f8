package io.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.ledger.order.BlockCutting;
import java.nio.file.Path;
import java.time.Duration;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyPolicyTest {

  @TempDir static Path folder;
  private static TestNetwork network;
  private static TestChaincode chaincode;
  private static Contract contract;

  @BeforeAll
  static void start() {
    // Long enough for two transactions to meet in a block.
    var timeout = Duration.ofMillis(200);
    var cutting = new BlockCutting(2, 1 << 20, 1 << 20, timeout, timeout);
    network = new TestNetwork(folder, builder -> builder.cutting(cutting));
    chaincode = new TestChaincode("one", network.chaincodePort);
    network.start();
    contract = network.contract("Riverside");
  }

  @AfterAll
  static void stop() {
    network.close();
    chaincode.close();
  }

  private static Transaction endorsed(String function, String key, String... args)
      throws Exception {
    return contract.newProposal(function).addArguments(with(key, args)).build().endorse();
  }

  private static Transaction endorsedBy(String[] orgs, String function, String key, String... args)
      throws Exception {
    return contract
        .newProposal(function)
        .addArguments(with(key, args))
        .setEndorsingOrganizations(orgs)
        .build()
        .endorse();
  }

  private static String[] with(String key, String... args) {
    var all = new String[args.length + 1];
    all[0] = key;
    System.arraycopy(args, 0, all, 1, args.length);
    return all;
  }

  private static void requireHarborAndAuthority(String key) throws Exception {
    contract.submitTransaction("requireBoth", key, "first", "HarborMSP", "AuthorityMSP");
  }

  @Test
  void the_gateway_adds_the_endorsers_that_a_key_demands() throws Exception {
    requireHarborAndAuthority("guarded");
    var changed = endorsed("put", "guarded", "second").submitAsync().getStatus();
    assertThat(changed.getCode()).isEqualTo(TxValidationCode.VALID);
  }

  @Test
  void a_key_endorsed_by_others_than_it_demands_is_not_written() throws Exception {
    requireHarborAndAuthority("forced");
    var forced =
        endorsedBy(new String[] {"RiversideMSP", "HarborMSP"}, "put", "forced", "second")
            .submitAsync()
            .getStatus();
    assertThat(forced.getCode()).isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
    assertThat(contract.evaluateTransaction("get", "forced")).asString().isEqualTo("first");
  }

  @Test
  void a_keys_policy_is_changed_only_by_those_it_names() throws Exception {
    requireHarborAndAuthority("taken");
    var taken =
        endorsedBy(
                new String[] {"RiversideMSP", "HarborMSP"},
                "requireBoth",
                "taken",
                "mine",
                "RiversideMSP",
                "HarborMSP")
            .submitAsync()
            .getStatus();
    assertThat(taken.getCode()).isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
  }

  @Test
  void the_key_policy_alone_decides_also_where_the_chaincode_demands_others() throws Exception {
    contract.submitTransaction("requireBoth", "own", "1", "RiversideMSP", "RiversideMSP");
    var alone =
        endorsedBy(new String[] {"RiversideMSP"}, "put", "own", "2").submitAsync().getStatus();
    assertThat(alone.getCode()).isEqualTo(TxValidationCode.VALID);
  }

  @Test
  void a_write_behind_a_policy_change_in_the_same_block_is_refused() throws Exception {
    contract.submitTransaction("put", "moving", "1");
    var change = endorsed("requireBoth", "moving", "2", "HarborMSP", "AuthorityMSP");
    var write = endorsed("put", "moving", "3");

    var first = change.submitAsync();
    var second = write.submitAsync();

    assertThat(first.getStatus().getBlockNumber()).isEqualTo(second.getStatus().getBlockNumber());
    assertThat(first.getStatus().getCode()).isEqualTo(TxValidationCode.VALID);
    assertThat(second.getStatus().getCode()).isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);
  }

  @Test
  void a_transaction_twice_in_one_block_counts_once() throws Exception {
    var transaction = endorsed("put", "twice", "x");
    var first = transaction.submitAsync();
    transaction.submitAsync();
    assertThat(first.getStatus().getCode()).isEqualTo(TxValidationCode.VALID);

    var filtered = ReadBlocks.filtered(network, first.getStatus().getBlockNumber());
    assertThat(filtered.getFilteredTransactionsList())
        .extracting(each -> each.getTxValidationCode())
        .containsExactly(TxValidationCode.VALID, TxValidationCode.DUPLICATE_TXID);
  }
}
