package io.tallystick.ledger;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Refuses calls to a service beyond so many at a time, with a Fabric peer's limits and words:
 * nothing queues up here without bound.
 */
final class ConcurrencyLimit implements ServerInterceptor {

  private record Limit(int calls, Semaphore free) {
    Limit(int calls) {
      this(calls, new Semaphore(calls));
    }
  }

  /** Fabric's core.yaml: peer.limits.concurrency. */
  private final Map<String, Limit> limits =
      Map.of(
          "gateway.Gateway", new Limit(500),
          "protos.Endorser", new Limit(2_500),
          "protos.Deliver", new Limit(2_500));

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    var service = call.getMethodDescriptor().getServiceName();
    var limit = limits.get(service);
    if (limit == null) {
      return next.startCall(call, headers);
    }
    if (!limit.free().tryAcquire()) {
      call.close(
          Status.UNKNOWN.withDescription(
              "too many requests for /%s, exceeding concurrency limit (%d)"
                  .formatted(service, limit.calls())),
          new Metadata());
      return new ServerCall.Listener<>() {};
    }
    return new Counted<>(next.startCall(call, headers), limit.free());
  }

  /** Gives its place back once, however the call ends. */
  private static final class Counted<Q> extends SimpleForwardingServerCallListener<Q> {

    private final Semaphore places;
    private final AtomicBoolean ended = new AtomicBoolean();

    Counted(ServerCall.Listener<Q> listener, Semaphore places) {
      super(listener);
      this.places = places;
    }

    @Override
    public void onComplete() {
      end();
      super.onComplete();
    }

    @Override
    public void onCancel() {
      end();
      super.onCancel();
    }

    private void end() {
      if (ended.compareAndSet(false, true)) {
        places.release();
      }
    }
  }
}
