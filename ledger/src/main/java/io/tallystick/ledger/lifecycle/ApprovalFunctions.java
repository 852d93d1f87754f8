package io.tallystick.ledger.lifecycle;

import io.tallystick.ledger.lifecycle.Definitions.Definition;
import io.tallystick.ledger.simulate.Simulation;
import org.hyperledger.fabric.protos.peer.lifecycle.ApproveChaincodeDefinitionForMyOrgArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.ApproveChaincodeDefinitionForMyOrgResult;
import org.hyperledger.fabric.protos.peer.lifecycle.ChaincodeSource;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryApprovedChaincodeDefinitionArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryApprovedChaincodeDefinitionResult;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryApprovedChaincodeDefinitionsArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryApprovedChaincodeDefinitionsResult;

/** What an organisation approves of chaincode definitions, for itself. */
final class ApprovalFunctions {

  private final String channel;
  private final String mspId;

  ApprovalFunctions(String channel, String mspId) {
    this.channel = channel;
    this.mspId = mspId;
  }

  ApproveChaincodeDefinitionForMyOrgResult approve(
      ApproveChaincodeDefinitionForMyOrgArgs args, LifecycleKeys keys) {
    DefinitionFunctions.checkNames(args.getName(), args.getVersion());
    var parameters =
        ChaincodeParameters.of(
            args.getVersion(),
            args.getEndorsementPlugin(),
            args.getInitRequired(),
            args.getValidationPlugin(),
            args.getValidationParameter(),
            args.getCollections());
    var packageId = args.getSource().getLocalPackage().getPackageId();
    var own = keys.of(mspId);
    var approval = Definition.approval(args.getName(), args.getSequence());
    checkSequence(args, parameters, keys, repeated(approval, parameters, packageId, own));
    parameters.approval().write(Structure.DEFINITIONS, approval, own);
    // Also when empty: then the organisation no longer runs the chaincode.
    source(packageId).write(Structure.SOURCES, approval, own);
    return ApproveChaincodeDefinitionForMyOrgResult.getDefaultInstance();
  }

  static Structure source(String packageId) {
    return Structure.named("ChaincodeLocalPackage").with("PackageID", packageId);
  }

  private static boolean repeated(
      String approval, ChaincodeParameters parameters, String packageId, LifecycleKeys own) {
    return parameters.approval().mismatches(Structure.DEFINITIONS, approval, own).isEmpty()
        && source(packageId).mismatches(Structure.SOURCES, approval, own).isEmpty();
  }

  private static void checkSequence(
      ApproveChaincodeDefinitionForMyOrgArgs args,
      ChaincodeParameters parameters,
      LifecycleKeys keys,
      boolean repeated) {
    var name = args.getName();
    var requested = args.getSequence();
    var current = DefinitionFunctions.sequence(name, keys);
    if (current == requested && requested == 0) {
      throw new LifecycleException(
          "requested sequence is 0, but first definable sequence number is 1");
    }
    if (requested < current) {
      throw new LifecycleException(
          "currently defined sequence %d is larger than requested sequence %d"
              .formatted(current, requested));
    }
    if (requested > current + 1) {
      throw new LifecycleException(
          "requested sequence %d is larger than the next available sequence number %d"
              .formatted(requested, current + 1));
    }
    if (requested == current) {
      var difference = ChaincodeParameters.read(name, keys).difference(parameters);
      if (difference.isPresent()) {
        throw new LifecycleException(
            "attempted to redefine the current committed sequence (%d) for namespace %s with different parameters: %s"
                .formatted(current, name, difference.get()));
      }
    }
    if (repeated) {
      throw new LifecycleException(
          requested == current
              ? "attempted to redefine the current committed sequence (%d) for namespace %s"
                  .formatted(current, name)
              : "attempted to redefine uncommitted sequence (%d) for namespace %s with unchanged content"
                  .formatted(requested, name));
    }
  }

  QueryApprovedChaincodeDefinitionResult query(
      QueryApprovedChaincodeDefinitionArgs args, LifecycleKeys keys) {
    var own = keys.of(mspId);
    var sequence = args.getSequence();
    if (sequence == 0) {
      var current = DefinitionFunctions.sequence(args.getName(), keys);
      var next = Definition.approval(args.getName(), current + 1);
      var approvedNext = Structure.metadata(Structure.DEFINITIONS, next, own).isPresent();
      sequence = approvedNext ? current + 1 : current;
    }
    var approval = Definition.approval(args.getName(), sequence);
    if (Structure.metadata(Structure.DEFINITIONS, approval, own).isEmpty()) {
      throw new LifecycleException(
          "could not fetch approved chaincode definition (name: '%s', sequence: '%d') on channel '%s'"
              .formatted(args.getName(), sequence, channel));
    }
    var approved = ChaincodeParameters.read(approval, own);
    return QueryApprovedChaincodeDefinitionResult.newBuilder()
        .setSequence(sequence)
        .setVersion(approved.version())
        .setEndorsementPlugin(approved.endorsement().getEndorsementPlugin())
        .setInitRequired(approved.endorsement().getInitRequired())
        .setValidationPlugin(approved.validation().getValidationPlugin())
        .setValidationParameter(approved.validation().getValidationParameter())
        .setCollections(approved.collections())
        .setSource(source(approval, own))
        .build();
  }

  QueryApprovedChaincodeDefinitionsResult query(
      QueryApprovedChaincodeDefinitionsArgs args, Simulation simulation) {
    var own = LifecycleKeys.of(simulation).of(mspId);
    var result = QueryApprovedChaincodeDefinitionsResult.newBuilder();
    for (var approval : DefinitionFunctions.names(simulation, LifecycleKeys.prefix(mspId))) {
      var approved = ChaincodeParameters.read(approval, own);
      var hash = approval.lastIndexOf('#');
      result.addApprovedChaincodeDefinitions(
          QueryApprovedChaincodeDefinitionsResult.ApprovedChaincodeDefinition.newBuilder()
              .setName(approval.substring(0, hash))
              .setSequence(Long.parseLong(approval.substring(hash + 1)))
              .setVersion(approved.version())
              .setEndorsementPlugin(approved.endorsement().getEndorsementPlugin())
              .setInitRequired(approved.endorsement().getInitRequired())
              .setValidationPlugin(approved.validation().getValidationPlugin())
              .setValidationParameter(approved.validation().getValidationParameter())
              .setCollections(approved.collections())
              .setSource(source(approval, own)));
    }
    return result.build();
  }

  private static ChaincodeSource source(String approval, LifecycleKeys own) {
    var packageId = Structure.field(Structure.SOURCES, approval, "PackageID", own).getString();
    var source = ChaincodeSource.newBuilder();
    return packageId.isEmpty()
        ? source.setUnavailable(ChaincodeSource.Unavailable.getDefaultInstance()).build()
        : source
            .setLocalPackage(ChaincodeSource.Local.newBuilder().setPackageId(packageId))
            .build();
  }
}
