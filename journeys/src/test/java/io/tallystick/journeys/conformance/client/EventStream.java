package io.tallystick.journeys.conformance.client;

import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import io.grpc.stub.StreamObserver;
import io.tallystick.journeys.conformance.ledger.Person;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.protos.gateway.ChaincodeEventsRequest;
import org.hyperledger.fabric.protos.gateway.ChaincodeEventsResponse;
import org.hyperledger.fabric.protos.gateway.GatewayGrpc;
import org.hyperledger.fabric.protos.gateway.SignedChaincodeEventsRequest;
import org.hyperledger.fabric.protos.peer.ChaincodeEvent;

/** One open stream of the gateway's ChaincodeEvents. */
public final class EventStream implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private record Item(ChaincodeEventsResponse response, Throwable error) {}

  private final BlockingQueue<Item> received = new LinkedBlockingQueue<>();
  private final CancellableContext call = Context.current().withCancellation();

  public EventStream(Client client, ChaincodeEventsRequest request, Person signer) {
    var bytes = request.toByteString();
    var signed =
        SignedChaincodeEventsRequest.newBuilder()
            .setRequest(bytes)
            .setSignature(signer.sign(bytes));
    call.run(
        () -> GatewayGrpc.newStub(client.channel()).chaincodeEvents(signed.build(), observer()));
  }

  private StreamObserver<ChaincodeEventsResponse> observer() {
    return new StreamObserver<>() {
      @Override
      public void onNext(ChaincodeEventsResponse response) {
        received.add(new Item(response, null));
      }

      @Override
      public void onError(Throwable error) {
        received.add(new Item(null, error));
      }

      @Override
      public void onCompleted() {
        received.add(new Item(null, new IllegalStateException("the stream was closed")));
      }
    };
  }

  /** The events of the next block that has any; an error that ends the stream is thrown. */
  public ChaincodeEventsResponse next() throws Exception {
    var item = received.poll(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    if (item == null) {
      throw new IllegalStateException("no events came within " + LIMIT);
    }
    if (item.error() instanceof Exception error) {
      throw error;
    }
    return item.response();
  }

  /** Names of the next events, so many. */
  public List<String> names(int count) throws Exception {
    var names = new ArrayList<String>();
    while (names.size() < count) {
      next().getEventsList().stream().map(ChaincodeEvent::getEventName).forEach(names::add);
    }
    return names;
  }

  /** Whether nothing comes for a moment. */
  public boolean silent() throws InterruptedException {
    return received.poll(400, TimeUnit.MILLISECONDS) == null;
  }

  @Override
  public void close() {
    call.cancel(null);
  }
}
