package io.tallystick.ledger.endorse;

import io.tallystick.ledger.block.Chain;
import io.tallystick.ledger.chaincode.Chaincodes;
import io.tallystick.ledger.chaincode.ExecutionFailedException;
import io.tallystick.ledger.identity.Identity;
import io.tallystick.ledger.identity.Membership;
import io.tallystick.ledger.identity.SigningIdentity;
import io.tallystick.ledger.identity.UnknownIdentityException;
import io.tallystick.ledger.simulate.Simulation;
import io.tallystick.ledger.simulate.SimulationException;
import io.tallystick.ledger.state.StateView;
import java.time.Clock;
import java.util.function.Supplier;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeID;
import org.hyperledger.fabric.protos.peer.ChaincodeInterest;
import org.hyperledger.fabric.protos.peer.Endorsement;
import org.hyperledger.fabric.protos.peer.ProposalResponse;
import org.hyperledger.fabric.protos.peer.ProposalResponsePayload;
import org.hyperledger.fabric.protos.peer.Response;

/**
 * One organisation's endorsing peer: checks a proposal for itself, lets its own chaincode execute
 * it, and signs what came out.
 */
public final class Endorser {

  /** From this status on, a chaincode's answer is not endorsed (shim.ERRORTHRESHOLD). */
  private static final int REFUSED = 400;

  private final SigningIdentity signer;
  private final Supplier<String> address;
  private final String channel;
  private final Membership members;
  private final Chain chain;
  private final Chaincodes chaincodes;
  private final SystemQueries system;
  private final Clock clock;

  /** The address, known once the gateway listens, is only told to clients. */
  public Endorser(
      SigningIdentity signer,
      Supplier<String> address,
      String channel,
      Membership members,
      Chain chain,
      Chaincodes chaincodes,
      Clock clock) {
    this.signer = signer;
    this.address = address;
    this.channel = channel;
    this.members = members;
    this.chain = chain;
    this.chaincodes = chaincodes;
    this.system = new SystemQueries(channel, chain);
    this.clock = clock;
  }

  public String mspId() {
    return signer.mspId();
  }

  public String address() {
    return address.get();
  }

  /** The peer's identity, to see which policies its endorsement helps to satisfy. */
  public Identity identity() {
    try {
      return members.identify(signer.serialized());
    } catch (UnknownIdentityException e) {
      throw new IllegalStateException("the peer of " + mspId() + " is no member of the channel", e);
    }
  }

  /**
   * Executes a proposal on a view of the state and endorses the outcome. Whatever goes wrong while
   * executing is a response with status 500 and no payload, as from a Fabric peer.
   */
  public ProposalResponse process(UnpackedProposal proposal, StateView state)
      throws ProposalRefusedException, InterruptedException {
    check(proposal);
    if (!proposal.channel().equals(channel)) {
      return failure("channel '%s' not found".formatted(proposal.channel()));
    }
    if (proposal.chaincode().equals(SystemQueries.NAME)) {
      var answer = system.invoke(proposal.input().getArgsList());
      return respond(proposal, answer, ChaincodeAction.newBuilder(), "syscc");
    }
    var definition = chaincodes.definition(proposal.chaincode());
    if (definition.isEmpty()) {
      return failure(
          "make sure the chaincode %s has been successfully defined on channel %s and try again: chaincode %s not found"
              .formatted(proposal.chaincode(), channel, proposal.chaincode()));
    }
    var simulation = new Simulation(state, proposal.chaincode());
    try {
      var result =
          chaincodes.execute(
              mspId(), proposal.signed(), proposal.txId(), proposal.input(), simulation);
      var action = ChaincodeAction.newBuilder().setResults(simulation.results());
      if (result.event() != null) {
        action.setEvents(result.event().toByteString());
      }
      return respond(proposal, result.response(), action, definition.get().version()).toBuilder()
          .setInterest(ChaincodeInterest.newBuilder().addChaincodes(simulation.interest()))
          .build();
    } catch (ExecutionFailedException | SimulationException e) {
      return failure("error in simulation: " + e.getMessage());
    }
  }

  private void check(UnpackedProposal proposal) throws ProposalRefusedException {
    proposal.checkHeaders();
    Identity creator;
    try {
      creator = members.identify(proposal.signatureHeader().getCreator());
    } catch (UnknownIdentityException e) {
      throw new ProposalRefusedException(
          "error validating proposal: access denied: channel [%s] creator org unknown, creator is malformed"
              .formatted(proposal.channel()));
    }
    if (creator.expired(clock.instant())) {
      throw new ProposalRefusedException("proposal client identity expired");
    }
    var signed = proposal.signed();
    if (!creator.signed(signed.getSignature(), signed.getProposalBytes())) {
      throw new ProposalRefusedException(
          "error validating proposal: access denied: channel [%s] creator org [%s]"
              .formatted(proposal.channel(), creator.mspId()));
    }
    if (chain.transaction(proposal.txId()).isPresent()) {
      throw new ProposalRefusedException(
          "duplicate transaction found [%s]".formatted(proposal.txId()));
    }
  }

  private ProposalResponse respond(
      UnpackedProposal proposal,
      Response response,
      ChaincodeAction.Builder action,
      String version) {
    if (response.getStatus() >= REFUSED) {
      // A payload tells the gateway that the chaincode refused, not the peer.
      var payload = payload(proposal, response, action, version);
      return ProposalResponse.newBuilder()
          .setResponse(response)
          .setPayload(payload.toByteString())
          .build();
    }
    var payload = payload(proposal, response, action, version).toByteString();
    return ProposalResponse.newBuilder()
        .setVersion(1)
        .setResponse(response)
        .setPayload(payload)
        .setEndorsement(
            Endorsement.newBuilder()
                .setEndorser(signer.serialized())
                .setSignature(signer.sign(payload, signer.serialized())))
        .build();
  }

  private static ProposalResponsePayload payload(
      UnpackedProposal proposal,
      Response response,
      ChaincodeAction.Builder action,
      String version) {
    var chaincode = ChaincodeID.newBuilder().setName(proposal.chaincode()).setVersion(version);
    return ProposalResponsePayload.newBuilder()
        .setProposalHash(proposal.hash())
        .setExtension(action.setResponse(response).setChaincodeId(chaincode).build().toByteString())
        .build();
  }

  private static ProposalResponse failure(String message) {
    return ProposalResponse.newBuilder()
        .setResponse(Response.newBuilder().setStatus(500).setMessage(message))
        .build();
  }
}
