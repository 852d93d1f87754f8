package io.tallystick.ledger.endorse;

import com.google.protobuf.ByteString;
import io.tallystick.ledger.chaincode.Chaincodes;
import io.tallystick.ledger.chaincode.ExecutionFailedException;
import io.tallystick.ledger.chaincode.Invocation;
import io.tallystick.ledger.lifecycle.ConfiguredDefinitions;
import io.tallystick.ledger.lifecycle.Definitions;
import io.tallystick.ledger.lifecycle.Definitions.Definition;
import io.tallystick.ledger.lifecycle.LifecycleContract;
import io.tallystick.ledger.lifecycle.RunningChaincodes;
import io.tallystick.ledger.simulate.Simulation;
import io.tallystick.ledger.state.StateKey;
import io.tallystick.ledger.state.StateView;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeInterest;

/** Execution by a chaincode that the channel defined, at one organisation's peer. */
final class ApplicationChaincode {

  /** Holds the version for which a chaincode that demands it was initialised. */
  private static final String INITIALIZED = "\0" + Character.toString(0x10FFFF) + "initialized";

  private final String mspId;
  private final String channel;
  private final RunningChaincodes running;
  private final Chaincodes chaincodes;

  ApplicationChaincode(
      String mspId, String channel, RunningChaincodes running, Chaincodes chaincodes) {
    this.mspId = mspId;
    this.channel = channel;
    this.running = running;
    this.chaincodes = chaincodes;
  }

  /** Whether this organisation's peer can execute the chaincode. */
  boolean executable(StateView state, String chaincode) {
    return running.find(state, mspId, channel, chaincode)
        instanceof RunningChaincodes.Found.Executable;
  }

  Executed execute(UnpackedProposal proposal, StateView state)
      throws ExecutionFailedException, InterruptedException {
    var name = proposal.chaincode();
    var simulation = new Simulation(state, name, proposal.txId());
    readSequence(state, simulation);
    return switch (running.find(state, mspId, channel, name)) {
      case RunningChaincodes.Found.Missing(var why) ->
          throw new ExecutionFailedException(
              "make sure the chaincode %s has been successfully defined on channel %s and try again: %s"
                  .formatted(name, channel, why));
      case RunningChaincodes.Found.Executable(var definition, var address) ->
          execute(proposal, simulation, definition, address);
    };
  }

  private Executed execute(
      UnpackedProposal proposal, Simulation simulation, Definition definition, String address)
      throws ExecutionFailedException, InterruptedException {
    try {
      initialise(proposal, simulation, definition);
      var result =
          chaincodes.execute(
              new Invocation(
                  mspId,
                  address,
                  proposal.signed(),
                  proposal.txId(),
                  proposal.input(),
                  proposal.input().getIsInit(),
                  simulation));
      var action = ChaincodeAction.newBuilder().setResults(simulation.results());
      if (result.event() != null) {
        action.setEvents(result.event().toByteString());
      }
      var interest = ChaincodeInterest.newBuilder().addChaincodes(simulation.interest()).build();
      return new Executed(result.response(), action, definition.parameters().version(), interest);
    } catch (ExecutionFailedException e) {
      throw new ExecutionFailedException("error in simulation: " + e.getMessage());
    }
  }

  /** So that a transaction endorsed under a definition that was replaced meanwhile is invalid. */
  private static void readSequence(StateView state, Simulation simulation) {
    var key = new StateKey(LifecycleContract.NAME, Definitions.sequenceKey(simulation.namespace()));
    var found = state.get(key);
    if (found != null && !found.version().equals(ConfiguredDefinitions.UNWRITTEN)) {
      simulation.read(key);
    }
  }

  /** Fabric's "init exactly once for each version", for definitions that demand it. */
  private static void initialise(
      UnpackedProposal proposal, Simulation simulation, Definition definition)
      throws ExecutionFailedException {
    var demanded = definition.parameters().endorsement().getInitRequired();
    var version = ByteString.copyFromUtf8(definition.parameters().version());
    var needed = demanded && !simulation.get(INITIALIZED).equals(version);
    var asked = proposal.input().getIsInit();
    refuseIf(asked && !demanded, "does not require initialization but called as init", proposal);
    refuseIf(asked && !needed, "is already initialized but called as init", proposal);
    refuseIf(
        !asked && needed,
        "has not been initialized for this version, must call as init first",
        proposal);
    if (asked) {
      simulation.put(INITIALIZED, version);
    }
  }

  private static void refuseIf(boolean wrong, String why, UnpackedProposal proposal)
      throws ExecutionFailedException {
    if (wrong) {
      throw new ExecutionFailedException(
          "failed to execute transaction %s: invalid invocation: chaincode '%s' %s"
              .formatted(proposal.txId(), proposal.chaincode(), why));
    }
  }
}
