package io.tallystick.ledger.gateway;

import static io.tallystick.ledger.gateway.GatewayErrors.error;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.tallystick.ledger.block.Chain;
import io.tallystick.ledger.deliver.PacedStream;
import io.tallystick.ledger.endorse.Endorser;
import io.tallystick.ledger.identity.Membership;
import io.tallystick.ledger.lifecycle.Definitions;
import io.tallystick.ledger.order.Broadcast;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.hyperledger.fabric.protos.gateway.ChaincodeEventsResponse;
import org.hyperledger.fabric.protos.gateway.CommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.CommitStatusResponse;
import org.hyperledger.fabric.protos.gateway.EndorseRequest;
import org.hyperledger.fabric.protos.gateway.EndorseResponse;
import org.hyperledger.fabric.protos.gateway.EvaluateRequest;
import org.hyperledger.fabric.protos.gateway.EvaluateResponse;
import org.hyperledger.fabric.protos.gateway.GatewayGrpc;
import org.hyperledger.fabric.protos.gateway.SignedChaincodeEventsRequest;
import org.hyperledger.fabric.protos.gateway.SignedCommitStatusRequest;
import org.hyperledger.fabric.protos.gateway.SubmitRequest;
import org.hyperledger.fabric.protos.gateway.SubmitResponse;

/** One organisation's gateway (gateway.Gateway). Runs on virtual threads and may block. */
public final class GatewayService extends GatewayGrpc.GatewayImplBase {

  private static final System.Logger LOG = System.getLogger(GatewayService.class.getName());

  private final Evaluate evaluate;
  private final Endorse endorse;
  private final Broadcast broadcast;
  private final String channel;
  private final Chain chain;
  private final SignedRequests requests;
  private final ChaincodeEvents events;

  public GatewayService(
      Endorser own,
      List<Endorser> endorsers,
      Definitions definitions,
      Broadcast broadcast,
      Chain chain,
      String channel,
      Membership members) {
    this.evaluate = new Evaluate(channel, own, endorsers, chain.state());
    this.endorse = new Endorse(channel, own, endorsers, definitions, chain.state());
    this.broadcast = broadcast;
    this.channel = channel;
    this.chain = chain;
    this.requests = new SignedRequests(channel, members);
    this.events = new ChaincodeEvents(chain, requests);
  }

  @Override
  public void evaluate(EvaluateRequest request, StreamObserver<EvaluateResponse> to) {
    answer(to, () -> evaluate.evaluate(request));
  }

  @Override
  public void endorse(EndorseRequest request, StreamObserver<EndorseResponse> to) {
    answer(to, () -> endorse.endorse(request));
  }

  @Override
  public void submit(SubmitRequest request, StreamObserver<SubmitResponse> to) {
    answer(to, () -> submit(request));
  }

  @Override
  public void commitStatus(
      SignedCommitStatusRequest request, StreamObserver<CommitStatusResponse> to) {
    answer(to, () -> commitStatus(request));
  }

  @Override
  public void chaincodeEvents(
      SignedChaincodeEventsRequest request, StreamObserver<ChaincodeEventsResponse> to) {
    var stream =
        new PacedStream<>((ServerCallStreamObserver<ChaincodeEventsResponse>) to, chain::wake);
    Thread.ofVirtual()
        .name("chaincode events")
        .start(
            () -> {
              try {
                events.stream(request, stream);
                stream.complete();
              } catch (InterruptedException | RuntimeException e) {
                stream.fail(refusal(e));
              }
            });
  }

  private SubmitResponse submit(SubmitRequest request) {
    if (!request.hasPreparedTransaction()) {
      throw error(Status.Code.INVALID_ARGUMENT, "a prepared transaction is required");
    }
    if (request.getPreparedTransaction().getSignature().isEmpty()) {
      throw error(Status.Code.INVALID_ARGUMENT, "prepared transaction must be signed");
    }
    if (!request.getChannelId().equals(channel)) {
      throw error(
          Status.Code.FAILED_PRECONDITION,
          "failed to get config for channel [%s]: could not get last config for channel %s"
              .formatted(request.getChannelId(), request.getChannelId()));
    }
    var answer = broadcast.broadcast(request.getPreparedTransaction());
    var status = answer.status().getNumber();
    if (status >= 400 && status < 500) {
      throw error(
          Status.Code.ABORTED,
          "received unsuccessful response from orderer: status=%s, info=%s"
              .formatted(answer.status(), answer.info()));
    }
    if (status != 200) {
      throw error(
          Status.Code.UNAVAILABLE,
          "no orderers could successfully process transaction",
          List.of(GatewayErrors.ofOrderer(answer.info())));
    }
    return SubmitResponse.getDefaultInstance();
  }

  private CommitStatusResponse commitStatus(SignedCommitStatusRequest signed)
      throws InterruptedException, ExecutionException {
    var request = parse(signed);
    requests.check(
        request.getChannelId(), request.getIdentity(), signed.getRequest(), signed.getSignature());
    var committed = chain.awaitTransaction(request.getTransactionId());
    var call = Context.current();
    Context.CancellationListener cancel = context -> committed.cancel(false);
    call.addListener(cancel, Runnable::run);
    try {
      var index = committed.get();
      return CommitStatusResponse.newBuilder()
          .setResult(index.code())
          .setBlockNumber(index.block())
          .build();
    } finally {
      call.removeListener(cancel);
    }
  }

  private static CommitStatusRequest parse(SignedCommitStatusRequest signed) {
    require(!signed.getRequest().isEmpty(), "a commit status request is required");
    try {
      var request = CommitStatusRequest.parseFrom(signed.getRequest());
      require(!request.getIdentity().isEmpty(), "no identity provided");
      require(!request.getChannelId().isEmpty(), "no channel ID provided");
      require(!request.getTransactionId().isEmpty(), "transaction ID should not be empty");
      return request;
    } catch (InvalidProtocolBufferException e) {
      throw error(Status.Code.INVALID_ARGUMENT, "invalid status request: " + e.getMessage());
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw error(Status.Code.INVALID_ARGUMENT, otherwise);
    }
  }

  private static <T> void answer(StreamObserver<T> to, Callable<T> work) {
    try {
      to.onNext(work.call());
      to.onCompleted();
    } catch (Exception e) {
      to.onError(refusal(e));
    }
  }

  /** What the client is told; a fault of ours is logged and not described to it. */
  private static StatusRuntimeException refusal(Exception e) {
    return switch (e) {
      case StatusRuntimeException refused -> refused;
      case CancellationException cancelled ->
          error(Status.Code.CANCELLED, "the call was cancelled");
      case InterruptedException closing -> error(Status.Code.UNAVAILABLE, "the ledger is stopping");
      default -> {
        LOG.log(Level.ERROR, "a call failed", e);
        yield error(Status.Code.INTERNAL, "the ledger failed to answer");
      }
    };
  }
}
