package io.tallystick.ledger.endorse;

import com.google.protobuf.ByteString;
import io.tallystick.ledger.chaincode.ExecutionFailedException;
import io.tallystick.ledger.identity.Identity;
import io.tallystick.ledger.identity.SigningIdentity;
import io.tallystick.ledger.lifecycle.LifecycleContract;
import io.tallystick.ledger.simulate.Simulation;
import io.tallystick.ledger.simulate.SimulationException;
import io.tallystick.ledger.state.StateView;
import java.util.Set;
import java.util.function.Supplier;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.ProposalResponse;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Response;

/**
 * One organisation's endorsing peer: checks a proposal for itself, lets its own chaincode execute
 * it, and signs what came out.
 */
public final class Endorser {

  private static final Set<String> SYSTEM = Set.of(SystemQueries.NAME, LifecycleContract.NAME);

  /** From this status on, a chaincode's answer is not endorsed (shim.ERRORTHRESHOLD). */
  private static final int REFUSED = 400;

  /** From this status on, it comes with a payload all the same (shim.ERROR). */
  private static final int FAILED = 500;

  private final SigningIdentity signer;
  private final Identity identity;
  private final Supplier<String> address;
  private final String channel;
  private final ProposalCheck check;
  private final ApplicationChaincode applications;
  private final SystemQueries queries;
  private final LifecycleContract lifecycle;

  /** The address, known once the gateway listens, is only told to clients. */
  Endorser(
      SigningIdentity signer,
      Identity identity,
      Supplier<String> address,
      String channel,
      ProposalCheck check,
      ApplicationChaincode applications,
      SystemQueries queries,
      LifecycleContract lifecycle) {
    this.signer = signer;
    this.identity = identity;
    this.address = address;
    this.channel = channel;
    this.check = check;
    this.applications = applications;
    this.queries = queries;
    this.lifecycle = lifecycle;
  }

  public String mspId() {
    return signer.mspId();
  }

  public String address() {
    return address.get();
  }

  /** The peer's identity, to see which policies its endorsement helps to satisfy. */
  public Identity identity() {
    return identity;
  }

  /** Whether it can execute this chaincode: one of the system's, or approved and installed here. */
  public boolean executes(String chaincode, StateView state) {
    return SYSTEM.contains(chaincode) || applications.executable(state, chaincode);
  }

  /**
   * Executes a proposal on a view of the state and endorses the outcome. Whatever goes wrong while
   * executing is a response with status 500 and no payload, as from a Fabric peer.
   */
  public ProposalResponse process(UnpackedProposal proposal, StateView state)
      throws ProposalRefusedException, InterruptedException {
    proposal.checkContent();
    if (!proposal.channel().isEmpty() && !proposal.channel().equals(channel)) {
      return failure("channel '%s' not found".formatted(proposal.channel()));
    }
    var creator = check.check(proposal);
    try {
      var executed = execute(proposal, creator, state);
      return proposal.channel().isEmpty()
          ? ProposalResponse.newBuilder().setResponse(executed.response()).build()
          : respond(proposal, executed);
    } catch (ExecutionFailedException e) {
      return failure(e.getMessage());
    } catch (SimulationException e) {
      return failure("error in simulation: " + e.getMessage());
    }
  }

  private Executed execute(UnpackedProposal proposal, Identity creator, StateView state)
      throws ExecutionFailedException, InterruptedException {
    var args = proposal.input().getArgsList();
    return switch (proposal.chaincode()) {
      case SystemQueries.NAME ->
          Executed.bySystem(queries.invoke(args), ChaincodeAction.newBuilder());
      case LifecycleContract.NAME -> {
        var simulation = new Simulation(state, LifecycleContract.NAME, proposal.txId());
        var response = lifecycle.invoke(args, creator, simulation);
        yield Executed.bySystem(
            response, ChaincodeAction.newBuilder().setResults(simulation.results()));
      }
      default -> applications.execute(proposal, state);
    };
  }

  private ProposalResponse respond(UnpackedProposal proposal, Executed executed) {
    var status = executed.response().getStatus();
    var answer = ProposalResponse.newBuilder().setResponse(executed.response());
    var payload = payload(proposal, executed);
    if (status >= REFUSED) {
      return status >= FAILED
          ? answer.setPayload(payload).setInterest(executed.interest()).build()
          : answer.build();
    }
    return answer
        .setVersion(1)
        .setPayload(payload)
        .setInterest(executed.interest())
        .setEndorsement(
            Endorsement.newBuilder()
                .setEndorser(signer.serialized())
                .setSignature(signer.sign(payload, signer.serialized())))
        .build();
  }

  private static ByteString payload(UnpackedProposal proposal, Executed executed) {
    var chaincode =
        ChaincodeID.newBuilder().setName(proposal.chaincode()).setVersion(executed.version());
    var action = executed.action().setResponse(executed.response()).setChaincodeId(chaincode);
    return ProposalResponsePayload.newBuilder()
        .setProposalHash(proposal.hash())
        .setExtension(action.build().toByteString())
        .build()
        .toByteString();
  }

  private static ProposalResponse failure(String message) {
    return ProposalResponse.newBuilder()
        .setResponse(Response.newBuilder().setStatus(FAILED).setMessage(message))
        .build();
  }
}
