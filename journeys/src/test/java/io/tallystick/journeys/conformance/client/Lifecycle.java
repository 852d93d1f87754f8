package io.tallystick.journeys.conformance.client;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import io.tallystick.journeys.conformance.ledger.LedgerUnderTest;
import io.tallystick.ledger.crypto.NodeRole;
import io.tallystick.ledger.policy.EndorsementPolicy;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hyperledger.fabric.client.GatewayException;
import org.hyperledger.fabric.client.Proposal;
import org.hyperledger.fabric.client.Transaction;
import org.hyperledger.fabric.protos.peer.ApplicationPolicy;
import org.hyperledger.fabric.protos.peer.lifecycle.ApproveChaincodeDefinitionForMyOrgArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.ChaincodeSource;
import org.hyperledger.fabric.protos.peer.lifecycle.CheckCommitReadinessArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.CheckCommitReadinessResult;
import org.hyperledger.fabric.protos.peer.lifecycle.CommitChaincodeDefinitionArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryApprovedChaincodeDefinitionArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryApprovedChaincodeDefinitionResult;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryChaincodeDefinitionArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryChaincodeDefinitionResult;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryChaincodeDefinitionsArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryChaincodeDefinitionsResult;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryInstalledChaincodesArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryInstalledChaincodesResult;

/** The system chaincode {@code _lifecycle}, as administrators call it through a gateway. */
public final class Lifecycle {

  public static final String NAME = "_lifecycle";

  /** A definition with the policy that any two organisations' peers suffice. */
  public record Proposed(String name, String version, long sequence, boolean initRequired) {

    /** One whose chaincode is ready as soon as it is committed. */
    public Proposed(String name, String version, long sequence) {
      this(name, version, sequence, false);
    }
  }

  private final LedgerUnderTest ledger;
  private final Clients clients;

  public Lifecycle(LedgerUnderTest ledger, Clients clients) {
    this.ledger = ledger;
    this.clients = clients;
  }

  private Client administrator(int member) {
    var of = ledger.members().get(member);
    return clients.of(of, of.administrator());
  }

  private ByteString policy() {
    var mspIds = ledger.members().stream().map(member -> member.mspId()).toList();
    return ApplicationPolicy.newBuilder()
        .setSignaturePolicy(EndorsementPolicy.outOf(2, mspIds, NodeRole.PEER))
        .build()
        .toByteString();
  }

  private static Proposal.Builder call(Client client, String function, MessageLite args) {
    return client.contract(NAME).newProposal(function).addArguments(args.toByteArray());
  }

  /** What is committed. */
  public QueryChaincodeDefinitionResult definition(String name) throws Exception {
    var args = QueryChaincodeDefinitionArgs.newBuilder().setName(name).build();
    var client = clients.of(ledger.members().getFirst());
    return QueryChaincodeDefinitionResult.parseFrom(
        call(client, "QueryChaincodeDefinition", args).build().evaluate());
  }

  /** Names of all that is committed. */
  public List<String> definitions() throws Exception {
    var args = QueryChaincodeDefinitionsArgs.getDefaultInstance();
    var client = clients.of(ledger.members().getFirst());
    return QueryChaincodeDefinitionsResult.parseFrom(
            call(client, "QueryChaincodeDefinitions", args).build().evaluate())
        .getChaincodeDefinitionsList()
        .stream()
        .map(definition -> definition.getName())
        .toList();
  }

  /** The package with which an organisation approved a chaincode. */
  public String packageId(int member, String name) throws Exception {
    var args = QueryApprovedChaincodeDefinitionArgs.newBuilder().setName(name).build();
    var mspId = ledger.members().get(member).mspId();
    return QueryApprovedChaincodeDefinitionResult.parseFrom(
            call(administrator(member), "QueryApprovedChaincodeDefinition", args)
                .setEndorsingOrganizations(mspId)
                .build()
                .evaluate())
        .getSource()
        .getLocalPackage()
        .getPackageId();
  }

  /** How many packages are installed at the client's gateway. */
  public int installedAs(Client client) throws Exception {
    var args = QueryInstalledChaincodesArgs.getDefaultInstance();
    return QueryInstalledChaincodesResult.parseFrom(
            call(client, "QueryInstalledChaincodes", args).build().evaluate())
        .getInstalledChaincodesCount();
  }

  /** Approves in an organisation's name; answers the validation code. */
  public String approve(int member, Proposed proposed, String packageId) throws GatewayException {
    return Client.code(approvalAs(administrator(member), member, proposed, packageId).endorse());
  }

  /** An approval by anybody, at an organisation's peer. */
  public Proposal approvalAs(Client client, int member, Proposed proposed, String packageId) {
    var source = ChaincodeSource.newBuilder();
    if (packageId.isEmpty()) {
      source.setUnavailable(ChaincodeSource.Unavailable.getDefaultInstance());
    } else {
      source.setLocalPackage(ChaincodeSource.Local.newBuilder().setPackageId(packageId));
    }
    var args =
        ApproveChaincodeDefinitionForMyOrgArgs.newBuilder()
            .setName(proposed.name())
            .setVersion(proposed.version())
            .setSequence(proposed.sequence())
            .setInitRequired(proposed.initRequired())
            .setValidationParameter(policy())
            .setSource(source)
            .build();
    return call(client, "ApproveChaincodeDefinitionForMyOrg", args)
        .setEndorsingOrganizations(ledger.members().get(member).mspId())
        .build();
  }

  /** Who approved, by MSP id. */
  public SortedMap<String, Boolean> readiness(Proposed proposed) throws Exception {
    var args =
        CheckCommitReadinessArgs.newBuilder()
            .setName(proposed.name())
            .setVersion(proposed.version())
            .setSequence(proposed.sequence())
            .setInitRequired(proposed.initRequired())
            .setValidationParameter(policy())
            .build();
    return new TreeMap<>(
        CheckCommitReadinessResult.parseFrom(
                call(administrator(0), "CheckCommitReadiness", args).build().evaluate())
            .getApprovalsMap());
  }

  /** A commit that these organisations endorse. */
  public Transaction commit(Proposed proposed, String... mspIds) throws GatewayException {
    var args =
        CommitChaincodeDefinitionArgs.newBuilder()
            .setName(proposed.name())
            .setVersion(proposed.version())
            .setSequence(proposed.sequence())
            .setInitRequired(proposed.initRequired())
            .setValidationParameter(policy())
            .build();
    return call(administrator(0), "CommitChaincodeDefinition", args)
        .setEndorsingOrganizations(mspIds)
        .build()
        .endorse();
  }
}
