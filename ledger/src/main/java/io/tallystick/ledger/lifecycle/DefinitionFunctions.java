package io.tallystick.ledger.lifecycle;

import io.tallystick.ledger.lifecycle.Definitions.Definition;
import io.tallystick.ledger.simulate.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.hyperledger.fabric.protos.peer.lifecycle.CheckCommitReadinessArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.CheckCommitReadinessResult;
import org.hyperledger.fabric.protos.peer.lifecycle.CommitChaincodeDefinitionArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.CommitChaincodeDefinitionResult;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryChaincodeDefinitionArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryChaincodeDefinitionResult;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryChaincodeDefinitionsArgs;
import org.hyperledger.fabric.protos.peer.lifecycle.QueryChaincodeDefinitionsResult;

/**
 * What the channel commits of chaincode definitions. A peer endorses a commit only if its own
 * organisation approved; the namespace's policy demands a majority of peers.
 */
final class DefinitionFunctions {

  private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9]+([-_][a-zA-Z0-9]+)*");
  private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9_.+-]+");
  private static final Set<String> SYSTEM = Set.of("cscc", "escc", "lscc", "qscc", "vscc");

  private final String mspId;
  private final List<String> organisations;

  DefinitionFunctions(String mspId, List<String> organisations) {
    this.mspId = mspId;
    this.organisations = organisations;
  }

  static void checkNames(String name, String version) {
    var wrong = "error validating chaincode definition: ";
    if (!NAME.matcher(name).matches()) {
      throw new LifecycleException(
          wrong
              + "invalid chaincode name '%s'. Names can only consist of alphanumerics, '_', and '-' and can only begin with alphanumerics"
                  .formatted(name));
    }
    if (SYSTEM.contains(name)) {
      throw new LifecycleException(
          wrong + "chaincode name '%s' is the name of a system chaincode".formatted(name));
    }
    if (!VERSION.matcher(version).matches()) {
      throw new LifecycleException(
          wrong
              + "invalid chaincode version '%s'. Versions can only consist of alphanumerics, '_', '-', '+', and '.'"
                  .formatted(version));
    }
  }

  /** The committed sequence of a chaincode, 0 if it isn't defined. */
  static long sequence(String name, LifecycleKeys keys) {
    return Structure.field(Structure.DEFINITIONS, name, "Sequence", keys).getInt64();
  }

  CheckCommitReadinessResult readiness(CheckCommitReadinessArgs args, LifecycleKeys keys) {
    var parameters =
        ChaincodeParameters.of(
            args.getVersion(),
            args.getEndorsementPlugin(),
            args.getInitRequired(),
            args.getValidationPlugin(),
            args.getValidationParameter(),
            args.getCollections());
    requireNext(args.getName(), args.getSequence(), keys);
    var mismatches = mismatches(args.getName(), args.getSequence(), parameters, keys);
    var result = CheckCommitReadinessResult.newBuilder();
    mismatches.forEach(
        (organisation, fields) -> {
          result.putApprovals(organisation, fields.isEmpty());
          if (!fields.isEmpty()) {
            result.putMismatches(
                organisation,
                CheckCommitReadinessResult.Mismatches.newBuilder().addAllItems(fields).build());
          }
        });
    return result.build();
  }

  CommitChaincodeDefinitionResult commit(CommitChaincodeDefinitionArgs args, LifecycleKeys keys) {
    checkNames(args.getName(), args.getVersion());
    var parameters =
        ChaincodeParameters.of(
            args.getVersion(),
            args.getEndorsementPlugin(),
            args.getInitRequired(),
            args.getValidationPlugin(),
            args.getValidationParameter(),
            args.getCollections());
    requireNext(args.getName(), args.getSequence(), keys);
    var mismatches = mismatches(args.getName(), args.getSequence(), parameters, keys);
    if (!mismatches.get(mspId).isEmpty()) {
      throw new LifecycleException(
          "chaincode definition not agreed to by this org (%s)".formatted(mspId));
    }
    parameters.definition(args.getSequence()).write(Structure.DEFINITIONS, args.getName(), keys);
    return CommitChaincodeDefinitionResult.getDefaultInstance();
  }

  private static void requireNext(String name, long requested, LifecycleKeys keys) {
    var next = sequence(name, keys) + 1;
    if (requested != next) {
      throw new LifecycleException(
          "requested sequence is %d, but new definition must be sequence %d"
              .formatted(requested, next));
    }
  }

  /** By organisation, in what its approval differs; nothing: it approved just this. */
  private Map<String, List<String>> mismatches(
      String name, long sequence, ChaincodeParameters parameters, LifecycleKeys keys) {
    var approval = Definition.approval(name, sequence);
    var mismatches = new TreeMap<String, List<String>>();
    for (var organisation : organisations) {
      var approved = keys.of(organisation);
      mismatches.put(
          organisation,
          parameters.approval().mismatches(Structure.DEFINITIONS, approval, approved));
    }
    return mismatches;
  }

  QueryChaincodeDefinitionResult query(QueryChaincodeDefinitionArgs args, LifecycleKeys keys) {
    var name = args.getName();
    if (Structure.metadata(Structure.DEFINITIONS, name, keys).isEmpty()) {
      throw LifecycleException.notFound("namespace %s is not defined".formatted(name));
    }
    var sequence = sequence(name, keys);
    var committed = ChaincodeParameters.read(name, keys);
    var result =
        QueryChaincodeDefinitionResult.newBuilder()
            .setSequence(sequence)
            .setVersion(committed.version())
            .setEndorsementPlugin(committed.endorsement().getEndorsementPlugin())
            .setInitRequired(committed.endorsement().getInitRequired())
            .setValidationPlugin(committed.validation().getValidationPlugin())
            .setValidationParameter(committed.validation().getValidationParameter())
            .setCollections(committed.collections());
    mismatches(name, sequence, committed, keys)
        .forEach((organisation, fields) -> result.putApprovals(organisation, fields.isEmpty()));
    return result.build();
  }

  QueryChaincodeDefinitionsResult query(QueryChaincodeDefinitionsArgs args, Simulation simulation) {
    var keys = LifecycleKeys.of(simulation);
    var result = QueryChaincodeDefinitionsResult.newBuilder();
    for (var name : names(simulation, "")) {
      var committed = ChaincodeParameters.read(name, keys);
      result.addChaincodeDefinitions(
          QueryChaincodeDefinitionsResult.ChaincodeDefinition.newBuilder()
              .setName(name)
              .setSequence(sequence(name, keys))
              .setVersion(committed.version())
              .setEndorsementPlugin(committed.endorsement().getEndorsementPlugin())
              .setInitRequired(committed.endorsement().getInitRequired())
              .setValidationPlugin(committed.validation().getValidationPlugin())
              .setValidationParameter(committed.validation().getValidationParameter())
              .setCollections(committed.collections()));
    }
    return result.build();
  }

  /** Names of all definitions whose keys have this prefix. */
  static List<String> names(Simulation simulation, String keyPrefix) {
    var first = keyPrefix + Structure.metadataKey(Structure.DEFINITIONS, "");
    var query = simulation.range(first, first + Character.MAX_VALUE, false);
    var names = new ArrayList<String>();
    for (var found = query.next(); found != null; found = query.next()) {
      names.add(found.getKey().substring(first.length()));
    }
    return names;
  }
}
