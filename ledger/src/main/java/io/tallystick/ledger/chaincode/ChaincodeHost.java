package io.tallystick.ledger.chaincode;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.hyperledger.fabric.protos.peer.ChaincodeGrpc;
import org.hyperledger.fabric.protos.peer.ChaincodeMessage;

/**
 * The streams to one chaincode server, one per organisation, kept open. The Java shim has one
 * registration state for all of its streams, and drops transactions of one stream while another
 * registers; so no transaction runs meanwhile, and a moment passes before they go on.
 */
final class ChaincodeHost implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(ChaincodeHost.class.getName());
  private static final int MAX_MESSAGE_BYTES = 100 << 20; // Fabric's
  private static final long REGISTRATION_MILLIS = 5_000;
  private static final long SETTLE_MILLIS = 100;
  private static final long FIRST_RETRY_MILLIS = 50;
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long CONNECTED = Long.MAX_VALUE / 2;
  private static final long LAST_RETRY_MILLIS = 1_000;

  private final String address;
  private List<String> mspIds;
  private final ChaincodeTimeouts timeouts;
  private volatile ManagedChannel channel;
  private final Map<String, ChaincodeSession> sessions = new HashMap<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Thread keeper;
  private boolean registering;
  private long missingSince = System.nanoTime();
  private long attempts;
  private int waiting;
  private int running;
  private boolean retired;
  private boolean closed;

  ChaincodeHost(String address, Collection<String> mspIds, ChaincodeTimeouts timeouts) {
    this.address = address;
    this.mspIds = List.copyOf(mspIds);
    this.timeouts = timeouts;
    this.channel = newChannel(address);
    this.keeper = Thread.ofVirtual().name("chaincode " + address).start(this::keepOpen);
  }

  private static ManagedChannel newChannel(String address) {
    return NettyChannelBuilder.forTarget(address)
        .usePlaintext()
        .maxInboundMessageSize(MAX_MESSAGE_BYTES)
        .build();
  }

  /** Serves these organisations from now on; streams of others stay until it is closed. */
  void serve(Collection<String> organisations) {
    locked(() -> mspIds = List.copyOf(organisations));
  }

  /** Closes once the transactions that run are done; none are begun any more. */
  void retire() {
    locked(() -> retired = true);
    Thread.ofVirtual()
        .name("retire chaincode " + address)
        .start(
            () -> {
              try {
                awaitDone();
                close();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  private void awaitDone() throws InterruptedException {
    lock.lock();
    try {
      while (running > 0 && !closed) {
        changed.await();
      }
    } finally {
      lock.unlock();
    }
  }

  ChaincodeMessage execute(String mspId, ChaincodeMessage transaction, Execution execution)
      throws ExecutionFailedException, InterruptedException {
    var session = begin(mspId);
    try {
      return session.execute(transaction, execution, timeouts.execute().toMillis());
    } finally {
      locked(() -> running--);
    }
  }

  private ChaincodeSession begin(String mspId)
      throws ExecutionFailedException, InterruptedException {
    lock.lock();
    try {
      waiting++;
      changed.signalAll();
      awaitOpen(mspId);
      running++;
      return sessions.get(mspId);
    } finally {
      waiting--;
      lock.unlock();
    }
  }

  private void awaitOpen(String mspId) throws ExecutionFailedException, InterruptedException {
    if (retired) {
      throw new NotConnectedException("chaincode at " + address + " was replaced");
    }
    // An attempt that begins after this request, as when a Fabric peer dials on demand.
    var attempt = attempts + (registering ? 2 : 1);
    while (registering || !isOpen(mspId)) {
      // Counted from when it went away: what is down for long is not waited for each time.
      var nanos = missingSince + timeouts.connect().toNanos() - System.nanoTime();
      if (closed || retired || nanos <= 0 && attempts >= attempt) {
        throw new NotConnectedException("connection to " + address + " failed");
      }
      changed.awaitNanos(Math.max(nanos, POLL_NANOS));
    }
  }

  private boolean isOpen(String mspId) {
    var session = sessions.get(mspId);
    return session != null && !session.ended();
  }

  /** Organisations without a stream; to be asked under the lock. */
  private List<String> missing() {
    return mspIds.stream().filter(mspId -> !isOpen(mspId)).toList();
  }

  private record Missing(List<String> mspIds, boolean all) {}

  private Missing missingNow() {
    lock.lock();
    try {
      var missing = missing();
      return new Missing(missing, missing.size() == mspIds.size());
    } finally {
      lock.unlock();
    }
  }

  private void keepOpen() {
    var retry = FIRST_RETRY_MILLIS;
    try {
      while (beginRegistering()) {
        var connected = registerMissing();
        locked(
            () -> {
              registering = false;
              attempts++;
              missingSince = connected ? CONNECTED : missingSince;
            });
        retry = connected ? FIRST_RETRY_MILLIS : Math.min(2 * retry, LAST_RETRY_MILLIS);
        if (!connected) {
          pause(retry);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Waits before the next attempt, less if somebody asks for one. */
  private void pause(long millis) throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(FIRST_RETRY_MILLIS);
    lock.lock();
    try {
      var nanos = TimeUnit.MILLISECONDS.toNanos(millis - FIRST_RETRY_MILLIS);
      while (waiting == 0 && !closed && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits until a stream is missing and nothing runs; false when closed. */
  private boolean beginRegistering() throws InterruptedException {
    lock.lock();
    try {
      while (!closed && missing().isEmpty()) {
        changed.await();
      }
      if (missingSince == CONNECTED) {
        missingSince = System.nanoTime();
      }
      registering = true;
      while (!closed && running > 0) {
        changed.await();
      }
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  private boolean registerMissing() throws InterruptedException {
    var missing = missingNow();
    if (missing.all()) {
      // A channel that failed to connect fails calls for a while without trying again.
      channel.shutdownNow();
      channel = newChannel(address);
    }
    try {
      for (var mspId : missing.mspIds()) {
        var session = new ChaincodeSession(() -> locked(() -> {}));
        session.open(ChaincodeGrpc.newStub(channel), REGISTRATION_MILLIS);
        locked(() -> sessions.put(mspId, session));
      }
      TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
      LOG.log(Level.INFO, "chaincode at {0} is connected", address);
      return true;
    } catch (ExecutionFailedException e) {
      LOG.log(Level.DEBUG, "chaincode at {0}: {1}", address, e.getMessage());
      return false;
    }
  }

  /** Changes something under the lock and lets everybody look again. */
  private void locked(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    locked(() -> closed = true);
    keeper.interrupt();
    try {
      keeper.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    var open = new ArrayList<ChaincodeSession>();
    locked(() -> open.addAll(sessions.values()));
    open.forEach(ChaincodeSession::close);
    channel.shutdownNow();
  }
}
