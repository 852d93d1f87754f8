package io.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.hyperledger.fabric.client.EndorseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DifferingChaincodeTest {

  @TempDir Path folder;

  @Test
  void organisations_whose_chaincodes_differ_cannot_endorse_together() throws Exception {
    var harborPort = TestNetwork.freePort();
    try (var network =
            new TestNetwork(
                folder,
                builder ->
                    builder.chaincodeAddress(
                        TestNetwork.CHAINCODE, "HarborMSP", "127.0.0.1:" + harborPort));
        var common = new TestChaincode("one", network.chaincodePort);
        var harbors = new TestChaincode("two", harborPort)) {
      var contract = network.start().contract("Riverside");

      assertThatThrownBy(
              () ->
                  contract
                      .newProposal("stamp")
                      .addArguments("k")
                      .setEndorsingOrganizations("RiversideMSP", "HarborMSP")
                      .build()
                      .endorse())
          .isInstanceOfSatisfying(
              EndorseException.class,
              e ->
                  assertThat(e.getDetails())
                      .anySatisfy(
                          detail ->
                              assertThat(detail.getMessage())
                                  .isEqualTo("ProposalResponsePayloads do not match")));
      assertThat(harbors.executions).hasValue(1);

      // Left to the gateway, the third organisation makes up for the one that differs.
      assertThat(contract.submitTransaction("stamp", "k")).asString().isEqualTo("one");
      assertThat(common.executions.get()).isGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void a_chaincode_that_takes_too_long_is_given_up_and_one_that_restarts_is_used_again()
      throws Exception {
    try (var network =
        new TestNetwork(folder, builder -> builder.executeTimeout(Duration.ofMillis(500)))) {
      try (var chaincode = new TestChaincode("one", network.chaincodePort)) {
        var contract = network.start().contract("Riverside");
        contract.submitTransaction("put", "kept", "x");
        assertThatThrownBy(() -> contract.submitTransaction("slow", "2000"))
            .isInstanceOfSatisfying(
                EndorseException.class,
                e -> assertThat(e.getDetails().toString()).contains("timeout expired"));
        assertThat(chaincode.executions.get()).isPositive();
      }
      assertThatThrownBy(() -> network.contract("Riverside").submitTransaction("get", "kept"))
          .isInstanceOf(EndorseException.class);
      try (var restarted = new TestChaincode("one", network.chaincodePort)) {
        var kept = network.contract("Riverside").submitTransaction("get", "kept");
        assertThat(kept).asString().isEqualTo("x");
        assertThat(restarted.executions.get()).isPositive();
      }
    }
  }
}
