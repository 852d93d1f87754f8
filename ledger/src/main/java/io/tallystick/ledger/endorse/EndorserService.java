package io.tallystick.ledger.endorse;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.tallystick.ledger.state.StateStore;
import java.lang.System.Logger.Level;
import org.hyperledger.fabric.protos.peer.EndorserGrpc;
import org.hyperledger.fabric.protos.peer.ProposalResponse;
import org.hyperledger.fabric.protos.peer.SignedProposal;

/**
 * A peer's Endorser service (protos.Endorser), for clients that speak to peers themselves: tools
 * that install chaincode do.
 */
public final class EndorserService extends EndorserGrpc.EndorserImplBase {

  private static final System.Logger LOG = System.getLogger(EndorserService.class.getName());

  private final Endorser endorser;
  private final StateStore state;

  public EndorserService(Endorser endorser, StateStore state) {
    this.endorser = endorser;
    this.state = state;
  }

  @Override
  public void processProposal(SignedProposal signed, StreamObserver<ProposalResponse> to) {
    try (var snapshot = state.snapshot()) {
      to.onNext(endorser.process(UnpackedProposal.of(signed), snapshot));
      to.onCompleted();
    } catch (ProposalRefusedException e) {
      to.onError(Status.UNKNOWN.withDescription(e.getMessage()).asRuntimeException());
    } catch (InterruptedException e) {
      to.onError(Status.UNAVAILABLE.withDescription("the ledger is stopping").asRuntimeException());
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "a proposal could not be processed", e);
      to.onError(
          Status.INTERNAL.withDescription("the ledger failed to answer").asRuntimeException());
    }
  }
}
