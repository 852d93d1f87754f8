package io.tallystick.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmittingTest {

  @TempDir static Path folder;
  private static TestNetwork network;
  private static TestChaincode chaincode;

  @BeforeAll
  static void start() {
    network = new TestNetwork(folder);
    chaincode = new TestChaincode("one", network.chaincodePort);
    network.start();
  }

  @AfterAll
  static void stop() {
    network.close();
    chaincode.close();
  }

  @Test
  void what_is_submitted_can_be_read_by_every_organisation() throws Exception {
    network.contract("Riverside").submitTransaction("put", "shared", "value");

    for (var org : TestNetwork.ORGS) {
      var read = network.contract(org).evaluateTransaction("get", "shared");
      assertThat(new String(read, UTF_8)).isEqualTo("value");
    }
  }
}
