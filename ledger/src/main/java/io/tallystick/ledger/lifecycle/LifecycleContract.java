package io.tallystick.ledger.lifecycle;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import io.tallystick.ledger.crypto.NodeRole;
import io.tallystick.ledger.identity.Identity;
import io.tallystick.ledger.simulate.Simulation;
import java.util.List;
import org.hyperledger.fabric.protos.peer.Response;
import org.hyperledger.fabric.protos.peer.lifecycle.ApproveChaincodeDefinitionForMyOrgArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.CheckCommitReadinessArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.CommitChaincodeDefinitionArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.GetInstalledChaincodePackageArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.InstallChaincodeArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryApprovedChaincodeDefinitionArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryApprovedChaincodeDefinitionsArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryChaincodeDefinitionArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryChaincodeDefinitionsArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryInstalledChaincodeArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryInstalledChaincodesArgs;

/**
 * The system chaincode {@code _lifecycle} at one organisation's peer, with Fabric's functions,
 * arguments ({@code lifecycle.*Args}), results and wording.
 */
public final class LifecycleContract {

  public static final String NAME = "_lifecycle";

  private static final int OK = 200;

  /** One function: its argument parsed, its result encoded. */
  private interface Function {
    MessageLite apply(ByteString argument) throws InvalidProtocolBufferException;
  }

  private final String mspId;
  private final PackageFunctions packages;
  private final ApprovalFunctions approvals;
  private final DefinitionFunctions definitions;

  /**
   * The contract of one peer.
   *
   * @param installed is told after a package was installed
   */
  public LifecycleContract(
      String mspId,
      String channel,
      ChannelPolicies policies,
      Definitions committed,
      InstalledPackages packages,
      Runnable installed) {
    this.mspId = mspId;
    this.packages = new PackageFunctions(channel, mspId, packages, committed, installed);
    this.approvals = new ApprovalFunctions(channel, mspId);
    this.definitions = new DefinitionFunctions(mspId, policies.mspIds());
  }

  /** Answers a proposal; only what it writes by the simulation can be committed. */
  public Response invoke(List<ByteString> args, Identity caller, Simulation simulation) {
    if (args.isEmpty()) {
      return error("lifecycle scc must be invoked with arguments");
    }
    if (args.size() != 2) {
      return error(
          "lifecycle scc operations require exactly two arguments but received " + args.size());
    }
    var name = args.get(0).toStringUtf8();
    try {
      var result = function(name, caller, simulation).apply(args.get(1));
      return Response.newBuilder().setStatus(OK).setPayload(result.toByteString()).build();
    } catch (AccessDeniedException e) {
      return error("Failed to authorize invocation due to failed ACL check: " + e.getMessage());
    } catch (LifecycleException e) {
      return e.isNotFound()
          ? Response.newBuilder().setStatus(e.status()).setMessage(e.getMessage()).build()
          : error(failed(name, e.getMessage()));
    } catch (InvalidProtocolBufferException e) {
      return error(failed(name, "could not decode input arg for lifecycle." + name + "Args"));
    }
  }

  private Function function(String name, Identity caller, Simulation simulation) {
    var keys = LifecycleKeys.of(simulation);
    var state = simulation.state();
    return switch (name) {
      case "InstallChaincode" -> {
        requireAdmin(caller);
        yield arg -> packages.install(InstallChaincodeArgs.parseFrom(arg));
      }
      case "QueryInstalledChaincode" -> {
        requireAdmin(caller);
        yield arg -> packages.query(QueryInstalledChaincodeArgs.parseFrom(arg), state);
      }
      case "QueryInstalledChaincodes" -> {
        requireAdmin(caller);
        yield arg -> packages.query(QueryInstalledChaincodesArgs.parseFrom(arg), state);
      }
      case "GetInstalledChaincodePackage" -> {
        requireAdmin(caller);
        yield arg -> packages.get(GetInstalledChaincodePackageArgs.parseFrom(arg));
      }
      case "ApproveChaincodeDefinitionForMyOrg" -> {
        requireAdmin(caller);
        yield arg -> approvals.approve(ApproveChaincodeDefinitionForMyOrgArgs.parseFrom(arg), keys);
      }
      case "QueryApprovedChaincodeDefinition" -> {
        requireAdmin(caller);
        yield arg -> approvals.query(QueryApprovedChaincodeDefinitionArgs.parseFrom(arg), keys);
      }
      case "QueryApprovedChaincodeDefinitions" -> {
        requireAdmin(caller);
        yield arg ->
            approvals.query(QueryApprovedChaincodeDefinitionsArgs.parseFrom(arg), simulation);
      }
      case "CheckCommitReadiness" ->
          arg -> definitions.readiness(CheckCommitReadinessArgs.parseFrom(arg), keys);
      case "CommitChaincodeDefinition" ->
          arg -> definitions.commit(CommitChaincodeDefinitionArgs.parseFrom(arg), keys);
      case "QueryChaincodeDefinition" ->
          arg -> definitions.query(QueryChaincodeDefinitionArgs.parseFrom(arg), keys);
      case "QueryChaincodeDefinitions" ->
          arg -> definitions.query(QueryChaincodeDefinitionsArgs.parseFrom(arg), simulation);
      // Fabric looks for the function's access policy before it looks for the function.
      default -> throw new AccessDeniedException("Unmapped policy for %s/%s".formatted(NAME, name));
    };
  }

  /** What concerns this organisation alone only its administrators may do. */
  private void requireAdmin(Identity caller) {
    if (!caller.mspId().equals(mspId)) {
      throw new AccessDeniedException(
          "Failed deserializing proposal creator during channelless check policy with policy [Admins]: [expected MSP ID %s, received %s]"
              .formatted(mspId, caller.mspId()));
    }
    if (!caller.roles().contains(NodeRole.ADMIN)) {
      throw new AccessDeniedException(
          "Failed verifying that proposal's creator satisfies local MSP principal during channelless check policy with policy [Admins]: [The identity is not an admin under this MSP [%s]: The identity does not contain OU [ADMIN], MSP: [%s]]"
              .formatted(mspId, mspId));
    }
  }

  private static final class AccessDeniedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    AccessDeniedException(String message) {
      super(message);
    }
  }

  private static String failed(String function, String why) {
    return "failed to invoke backing implementation of '%s': %s".formatted(function, why);
  }

  private static Response error(String message) {
    return Response.newBuilder().setStatus(500).setMessage(message).build();
  }
}
