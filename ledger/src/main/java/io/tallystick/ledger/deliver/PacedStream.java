package io.tallystick.ledger.deliver;

import io.grpc.stub.ServerCallStreamObserver;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Sends to a client only as fast as it reads, so that slow readers hold no blocks in memory. */
public final class PacedStream<T> {

  private final ServerCallStreamObserver<T> observer;
  private final Runnable onCancel;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();

  /** To be made before the service method returns: gRPC takes handlers only until then. */
  public PacedStream(ServerCallStreamObserver<T> observer, Runnable onCancel) {
    this.observer = observer;
    this.onCancel = onCancel;
    observer.setOnReadyHandler(this::moved);
    observer.setOnCancelHandler(
        () -> {
          moved();
          this.onCancel.run();
        });
  }

  private void moved() {
    lock.lock();
    try {
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  public boolean cancelled() {
    return observer.isCancelled();
  }

  /** Sends when the client is ready for it; false if the client is gone. */
  public boolean send(T message) throws InterruptedException {
    lock.lock();
    try {
      while (!observer.isReady() && !observer.isCancelled()) {
        moved.await();
      }
    } finally {
      lock.unlock();
    }
    if (observer.isCancelled()) {
      return false;
    }
    synchronized (this) {
      observer.onNext(message);
    }
    return true;
  }

  public synchronized void complete() {
    if (!observer.isCancelled()) {
      observer.onCompleted();
    }
  }

  public synchronized void fail(Throwable error) {
    if (!observer.isCancelled()) {
      observer.onError(error);
    }
  }
}
