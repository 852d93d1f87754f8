package io.tallystick.devnet.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChaincodePackageTest {

  private static final String POLICY = FabricChaincode.outOf(2, List.of("AMSP", "BMSP"));

  @Test
  void the_same_chaincode_is_the_same_package_wherever_it_is_made() {
    assertThat(chaincode("127.0.0.1:1").packageId())
        .isEqualTo(chaincode("127.0.0.1:1").packageId())
        .matches("basic_1\\.0:[0-9a-f]{64}");
  }

  @Test
  void another_address_is_another_package() {
    assertThat(chaincode("127.0.0.1:1").packageId())
        .isNotEqualTo(chaincode("127.0.0.1:2").packageId());
  }

  @Test
  void an_organisation_with_a_server_of_its_own_has_a_package_of_its_own() {
    var chaincode =
        new FabricChaincode("basic", "1.0", "127.0.0.1:1", Map.of("b", "127.0.0.1:2"), POLICY);
    assertThat(chaincode.packageId("a")).isEqualTo(chaincode.packageId());
    assertThat(chaincode.packageId("b")).isEqualTo(chaincode("127.0.0.1:2").packageId());
  }

  @Test
  void the_policy_is_written_as_fabrics_tools_read_it() {
    assertThat(POLICY).isEqualTo("OutOf(2,'AMSP.peer','BMSP.peer')");
  }

  private static FabricChaincode chaincode(String address) {
    return new FabricChaincode("basic", "1.0", address, POLICY);
  }
}
