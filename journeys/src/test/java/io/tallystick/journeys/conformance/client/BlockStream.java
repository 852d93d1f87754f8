package io.tallystick.journeys.conformance.client;

import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.protos.common.Block;
import org.hyperledger.fabric.protos.common.Envelope;
import org.hyperledger.fabric.protos.peer.DeliverGrpc;
import org.hyperledger.fabric.protos.peer.DeliverResponse;
import org.hyperledger.fabric.protos.peer.FilteredBlock;

/** One open stream of a peer's Deliver service. */
public final class BlockStream implements AutoCloseable {

  /** Which of the service's calls. */
  public enum Form {
    FULL,
    FILTERED,
    WITH_PRIVATE_DATA
  }

  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** A response, the error that ended the stream, or neither: the server closed it. */
  private record Item(DeliverResponse response, Throwable error) {}

  private final BlockingQueue<Item> received = new LinkedBlockingQueue<>();
  private final CancellableContext call = Context.current().withCancellation();
  private final StreamObserver<Envelope> requests;

  public BlockStream(Channel channel, Form form) {
    var responses =
        new StreamObserver<DeliverResponse>() {
          @Override
          public void onNext(DeliverResponse response) {
            received.add(new Item(response, null));
          }

          @Override
          public void onError(Throwable error) {
            received.add(new Item(null, error));
          }

          @Override
          public void onCompleted() {
            received.add(new Item(null, null));
          }
        };
    var stub = DeliverGrpc.newStub(channel);
    var opened = new ArrayList<StreamObserver<Envelope>>();
    call.run(
        () ->
            opened.add(
                switch (form) {
                  case FULL -> stub.deliver(responses);
                  case FILTERED -> stub.deliverFiltered(responses);
                  case WITH_PRIVATE_DATA -> stub.deliverWithPrivateData(responses);
                }));
    requests = opened.getFirst();
  }

  public BlockStream send(Envelope request) {
    requests.onNext(request);
    return this;
  }

  /** The next response; an error that ends the stream is thrown, silence too. */
  public DeliverResponse next() throws Exception {
    return next(LIMIT);
  }

  private DeliverResponse next(Duration limit) throws Exception {
    var item = received.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
    if (item == null) {
      throw new IllegalStateException("nothing came within " + limit);
    }
    if (item.error() instanceof Exception error) {
      throw error;
    }
    if (item.response() == null) {
      throw new IllegalStateException("the stream was closed");
    }
    return item.response();
  }

  /** Whether nothing comes for a moment. */
  public boolean silent() throws InterruptedException {
    return received.poll(400, TimeUnit.MILLISECONDS) == null;
  }

  /** The status that a request ends with, after any blocks. */
  public String status() throws Exception {
    var response = next();
    while (!response.hasStatus()) {
      response = next();
    }
    return response.getStatus().name();
  }

  /** Full blocks up to the status. */
  public List<Block> blocks() throws Exception {
    var blocks = new ArrayList<Block>();
    for (var response = next(); !response.hasStatus(); response = next()) {
      blocks.add(response.getBlock());
    }
    return blocks;
  }

  /** Filtered blocks up to the status. */
  public List<FilteredBlock> filtered() throws Exception {
    var blocks = new ArrayList<FilteredBlock>();
    for (var response = next(); !response.hasStatus(); response = next()) {
      blocks.add(response.getFilteredBlock());
    }
    return blocks;
  }

  @Override
  public void close() {
    call.cancel(null);
  }
}
