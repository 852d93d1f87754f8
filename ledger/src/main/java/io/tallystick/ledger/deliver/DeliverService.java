package io.tallystick.ledger.deliver;

import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.tallystick.ledger.block.Chain;
import io.tallystick.ledger.identity.Membership;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.peer.DeliverGrpc;
import org.hyperledger.fabric.protos.peer.DeliverResponse;

/** A peer's Deliver service: blocks, whole or filtered, from any number on and live. */
public final class DeliverService extends DeliverGrpc.DeliverImplBase {

  private static final System.Logger LOG = System.getLogger(DeliverService.class.getName());

  private static final int SUCCESS = 200;

  private final String channel;
  private final Chain chain;
  private final Delivery delivery;

  public DeliverService(String channel, Membership members, Chain chain, Clock clock) {
    this.channel = channel;
    this.chain = chain;
    this.delivery = new Delivery(channel, members, chain, clock);
  }

  @Override
  public StreamObserver<Envelope> deliver(StreamObserver<DeliverResponse> to) {
    return requests(to, block -> DeliverResponse.newBuilder().setBlock(block).build());
  }

  @Override
  public StreamObserver<Envelope> deliverFiltered(StreamObserver<DeliverResponse> to) {
    return requests(
        to,
        block ->
            DeliverResponse.newBuilder()
                .setFilteredBlock(FilteredBlocks.of(channel, block))
                .build());
  }

  @Override
  public StreamObserver<Envelope> deliverWithPrivateData(StreamObserver<DeliverResponse> to) {
    to.onError(
        Status.UNIMPLEMENTED
            .withDescription("private data collections are not supported by this ledger")
            .asRuntimeException());
    return new Ignoring();
  }

  /** Takes what comes after a refusal. */
  private static final class Ignoring implements StreamObserver<Envelope> {
    @Override
    public void onNext(Envelope request) {}

    @Override
    public void onError(Throwable error) {}

    @Override
    public void onCompleted() {}
  }

  private StreamObserver<Envelope> requests(
      StreamObserver<DeliverResponse> to, Function<Block, DeliverResponse> form) {
    var call = (ServerCallStreamObserver<DeliverResponse>) to;
    // The next request is taken when this one is answered: a client cannot pile them up here.
    call.disableAutoRequest();
    call.request(1);
    return new Requests(new PacedStream<>(call, chain::wake), () -> call.request(1), form);
  }

  /** The requests of one client, answered one after the other. */
  private final class Requests implements StreamObserver<Envelope> {

    private final PacedStream<DeliverResponse> to;
    private final Runnable nextRequest;
    private final Function<Block, DeliverResponse> form;
    private final ExecutorService inOrder =
        Executors.newSingleThreadExecutor(Thread.ofVirtual().name("deliver").factory());

    Requests(
        PacedStream<DeliverResponse> to,
        Runnable nextRequest,
        Function<Block, DeliverResponse> form) {
      this.to = to;
      this.nextRequest = nextRequest;
      this.form = form;
    }

    @Override
    public void onNext(Envelope request) {
      inOrder.execute(() -> answer(request));
    }

    private void answer(Envelope request) {
      try {
        var status = delivery.deliver(request, to, form);
        if (status != null) {
          to.send(DeliverResponse.newBuilder().setStatus(status).build());
          if (status.getNumber() == SUCCESS) {
            nextRequest.run();
          } else {
            to.complete();
          }
        }
      } catch (InterruptedException e) {
        to.fail(Status.UNAVAILABLE.withDescription("the ledger is stopping").asRuntimeException());
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "blocks cannot be delivered", e);
        to.fail(
            Status.INTERNAL
                .withDescription("the ledger failed to read a block")
                .asRuntimeException());
      }
    }

    @Override
    public void onError(Throwable error) {
      inOrder.shutdownNow();
    }

    @Override
    public void onCompleted() {
      inOrder.execute(to::complete);
      inOrder.shutdown();
    }
  }
}
