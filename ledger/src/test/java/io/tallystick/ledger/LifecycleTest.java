package io.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import java.nio.file.Path;
import java.util.Arrays;
import org.hyperledger.fabric.client.Contract;
import org.hyperledger.fabric.client.EndorseException;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.protos.peer.TxValidationCode;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryApprovedChaincodeDefinitionArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryApprovedChaincodeDefinitionResult;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryChaincodeDefinitionArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryChaincodeDefinitionResult;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryChaincodeDefinitionsArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryChaincodeDefinitionsResult;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryInstalledChaincodesArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryInstalledChaincodesResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifecycleTest {

  @TempDir Path folder;
  private TestNetwork network;
  private TestChaincode first;
  private TestChaincode second;
  private int secondPort;
  private Lifecycle lifecycle;
  private Contract kv;

  @BeforeEach
  void start() {
    network = new TestNetwork(folder);
    secondPort = TestNetwork.freePort();
    first = new TestChaincode("one", network.chaincodePort);
    second = new TestChaincode("two", secondPort);
    network.start();
    lifecycle = new Lifecycle(network);
    kv = network.contract("Riverside");
  }

  @AfterEach
  void stop() {
    network.close();
    first.close();
    second.close();
  }

  private static Lifecycle.Proposed proposed(String name, String version, long sequence) {
    return new Lifecycle.Proposed(name, version, sequence, 2, false);
  }

  private byte[] packageOfSecond() {
    return Lifecycle.packageOf("second_2", "ccaas", secondPort);
  }

  private QueryChaincodeDefinitionResult definition(String name) throws Exception {
    var args = QueryChaincodeDefinitionArgs.newBuilder().setName(name).build().toByteArray();
    return QueryChaincodeDefinitionResult.parseFrom(
        lifecycle
            .contract("Harbor")
            .newProposal("QueryChaincodeDefinition")
            .addArguments(args)
            .build()
            .evaluate());
  }

  @Test
  void what_the_configuration_names_is_defined_committed_and_approved_by_all() throws Exception {
    var found = definition("kv");
    assertThat(found.getSequence()).isEqualTo(1);
    assertThat(found.getVersion()).isEqualTo("1.0");
    assertThat(found.getApprovalsMap())
        .containsOnlyKeys("RiversideMSP", "HarborMSP", "AuthorityMSP")
        .doesNotContainValue(false);

    var all = lifecycle.contract("Harbor").newProposal("QueryChaincodeDefinitions");
    var args = QueryChaincodeDefinitionsArgs.getDefaultInstance().toByteArray();
    var definitions =
        QueryChaincodeDefinitionsResult.parseFrom(all.addArguments(args).build().evaluate());
    assertThat(definitions.getChaincodeDefinitionsList())
        .extracting(each -> each.getName())
        .containsExactly("kv");
  }

  @Test
  void a_chaincode_is_installed_approved_committed_and_used_without_a_restart() throws Exception {
    var added = proposed("added", "1.0", 1);
    var packageId = lifecycle.install("Riverside", packageOfSecond());
    assertThat(packageId).matches("second_2:[0-9a-f]{64}");
    lifecycle.approve("Riverside", added, packageId);
    assertThat(lifecycle.readiness("Authority", added).getApprovalsMap())
        .containsEntry("RiversideMSP", true)
        .containsEntry("HarborMSP", false);

    // One organisation of three isn't a majority; nor does another's peer endorse for it.
    assertThatThrownBy(() -> lifecycle.commit("Riverside", added))
        .isInstanceOfSatisfying(
            EndorseException.class,
            e ->
                assertThat(e.getDetails().toString())
                    .contains("chaincode definition not agreed to by this org (HarborMSP)"));
    var alone = lifecycle.commit("Riverside", added, "RiversideMSP").getStatus();
    assertThat(alone.getCode()).isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);

    lifecycle.approve("Harbor", added, lifecycle.install("Harbor", packageOfSecond()));
    assertThat(lifecycle.commit("Riverside", added).getStatus().isSuccessful()).isTrue();

    var contract = network.network("Harbor").getContract("added");
    assertThat(contract.submitTransaction("stamp", "k")).asString().isEqualTo("two");
    // The third organisation didn't approve: its peer doesn't execute, the others do.
    var atAuthority = network.network("Authority").getContract("added");
    assertThat(atAuthority.submitTransaction("stamp", "k")).asString().isEqualTo("two");
    assertThatThrownBy(
            () ->
                atAuthority
                    .newProposal("stamp")
                    .addArguments("k")
                    .setEndorsingOrganizations("AuthorityMSP")
                    .build()
                    .endorse())
        .hasMessageContaining("failed to find any endorsing peers for org(s): AuthorityMSP");
  }

  @Test
  void an_upgrade_takes_effect_while_running_and_outdates_what_was_endorsed_before()
      throws Exception {
    assertThat(kv.submitTransaction("stamp", "kept")).asString().isEqualTo("one");
    var endorsedBefore = kv.newProposal("put").addArguments("late", "x").build().endorse();

    lifecycle.deploy(proposed("kv", "2.0", 2), packageOfSecond());

    assertThat(definition("kv").getVersion()).isEqualTo("2.0");
    assertThat(kv.evaluateTransaction("get", "kept")).asString().isEqualTo("one");
    assertThat(kv.submitTransaction("stamp", "new")).asString().isEqualTo("two");
    // Fabric 2.x and later: the definition's sequence is read by every transaction.
    assertThat(endorsedBefore.submitAsync().getStatus().getCode())
        .isEqualTo(TxValidationCode.MVCC_READ_CONFLICT);

    network.stop();
    network.start();
    assertThat(network.contract("Harbor").submitTransaction("stamp", "again"))
        .asString()
        .isEqualTo("two");
  }

  @Test
  void an_upgrade_may_change_the_policy_alone() throws Exception {
    var lone = kv.newProposal("put").addArguments("k", "x");
    assertThat(
            lone.setEndorsingOrganizations("RiversideMSP")
                .build()
                .endorse()
                .submitAsync()
                .getStatus()
                .getCode())
        .isEqualTo(TxValidationCode.ENDORSEMENT_POLICY_FAILURE);

    var anyOne = new Lifecycle.Proposed("kv", "1.0", 2, 1, false);
    for (var org : TestNetwork.ORGS) {
      lifecycle.approve(org, anyOne, approvedPackage(org));
    }
    assertThat(lifecycle.commit("Harbor", anyOne).getStatus().isSuccessful()).isTrue();

    kv.newProposal("put")
        .addArguments("k", "x")
        .setEndorsingOrganizations("RiversideMSP")
        .build()
        .endorse()
        .submit();
    assertThat(kv.evaluateTransaction("get", "k")).asString().isEqualTo("x");
  }

  private String approvedPackage(String org) throws Exception {
    var args = QueryApprovedChaincodeDefinitionArgs.newBuilder().setName("kv").build();
    return QueryApprovedChaincodeDefinitionResult.parseFrom(
            lifecycle
                .contract(org)
                .newProposal("QueryApprovedChaincodeDefinition")
                .addArguments(args.toByteArray())
                .build()
                .evaluate())
        .getSource()
        .getLocalPackage()
        .getPackageId();
  }

  @Test
  void a_chaincode_that_demands_it_is_initialised_once_for_each_version() throws Exception {
    lifecycle.deploy(new Lifecycle.Proposed("strict", "1.0", 1, 2, true), packageOfSecond());
    var strict = network.network("Riverside").getContract("strict");
    assertThatThrownBy(() -> strict.submitTransaction("put", "k", "v"))
        .isInstanceOfSatisfying(
            GatewayException.class,
            e ->
                assertThat(e.getDetails().getFirst().getMessage())
                    .endsWith(
                        "chaincode 'strict' has not been initialized for this version, must call as init first"));
  }

  @Test
  void a_chaincode_that_is_configured_later_is_defined_then() throws Exception {
    kv.submitTransaction("put", "before", "x");
    network.stop();
    try (var later =
        new TestNetwork(
            folder,
            config ->
                config.chaincode(
                    "later", "127.0.0.1:" + secondPort, LedgerConfig.Policy.outOf(1)))) {
      later.start();
      var contract = later.network("Harbor").getContract("later");
      assertThat(contract.submitTransaction("stamp", "k")).asString().isEqualTo("two");
      later.stop();
      later.start();
      var again = later.network("Harbor").getContract("later");
      assertThat(again.evaluateTransaction("get", "k")).asString().isEqualTo("two");
    }
  }

  @Test
  void refusals_have_fabrics_wording() throws Exception {
    assertThatThrownBy(() -> lifecycle.approve("Riverside", proposed("kv", "2.0", 3), ""))
        .isInstanceOfSatisfying(
            EndorseException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
              assertThat(e.getDetails().getFirst().getMessage())
                  .isEqualTo(
                      "chaincode response 500, failed to invoke backing implementation of 'ApproveChaincodeDefinitionForMyOrg': requested sequence 3 is larger than the next available sequence number 2");
            });
    assertThatThrownBy(() -> lifecycle.readiness("Riverside", proposed("kv", "2.0", 1)))
        .hasMessageContaining("requested sequence is 1, but new definition must be sequence 2");
    assertThatThrownBy(() -> definition("none"))
        .hasMessageContaining("chaincode response 404, namespace none is not defined");

    var client = network.network("Riverside").getContract("_lifecycle");
    assertThatThrownBy(() -> client.evaluateTransaction("QueryInstalledChaincodes", ""))
        .hasMessageContaining("Failed to authorize invocation due to failed ACL check")
        .hasMessageContaining("The identity is not an admin under this MSP [RiversideMSP]");
  }

  @Test
  void packages_are_kept_listed_and_refused_if_they_are_none() throws Exception {
    var id = lifecycle.install("Harbor", packageOfSecond());
    assertThatThrownBy(() -> lifecycle.install("Harbor", packageOfSecond()))
        .hasMessageContaining("chaincode already successfully installed (package ID '" + id + "')");
    var go = Lifecycle.packageOf("go_1", "golang", 1);
    assertThatThrownBy(() -> lifecycle.install("Harbor", go))
        .hasMessageContaining("this ledger runs chaincode as a service");
    var nowhere = Lifecycle.packageOf("nowhere_1", "ccaas", 99_999);
    assertThatThrownBy(() -> lifecycle.install("Harbor", nowhere))
        .hasMessageContaining("connection.json names no address host:port");
    var cut = Arrays.copyOf(packageOfSecond(), 60);
    assertThatThrownBy(() -> lifecycle.install("Harbor", cut))
        .hasMessageContaining("could not parse as a chaincode install package");

    network.stop();
    network.start();
    var response =
        lifecycle.atPeer(
            "Harbor",
            lifecycle.admin("Harbor"),
            "",
            "QueryInstalledChaincodes",
            QueryInstalledChaincodesArgs.getDefaultInstance());
    var installed = QueryInstalledChaincodesResult.parseFrom(response.getPayload());
    assertThat(installed.getInstalledChaincodesList())
        .extracting(each -> each.getPackageId())
        .contains(id)
        .hasSize(2);
  }
}
