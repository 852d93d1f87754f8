package io.tallystick.cli.demo.watch;

import io.tallystick.cli.verify.reach.Peer;
import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.ledger.crypto.Enrollment;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.protos.common.Block;

/**
 * Follows the whole chain, from its first block on, through a peer's Deliver and with an identity
 * of its own: what the demo counts, no service told it.
 */
public final class BlockWatch implements AutoCloseable {

  private final Peer peer;
  private final CloseableIterator<Block> blocks;
  private final Chain chain = new Chain();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private BlockWatch(Peer peer) {
    this.peer = peer;
    this.blocks = fromTheStart();
    Thread.ofPlatform().name("block-watch").daemon().start(this::follow);
  }

  public static BlockWatch start(Enrollment identity, String host, int port) {
    var address =
        new Peer.Address(
            identity.mspId(),
            host + ":" + port,
            null,
            identity.tlsCa(),
            identity.mspId(),
            identity.certificate(),
            identity.privateKey());
    return new BlockWatch(Peer.at(address, Consortium.CHANNEL));
  }

  /** Every block again, for who looks at the blocks themselves; the reader closes it. */
  public CloseableIterator<Block> fromTheStart() {
    return peer.from(0);
  }

  public Chain chain() {
    return chain;
  }

  /**
   * Waits until the chain says so, or the time is over.
   *
   * @throws IllegalStateException if Deliver ended: then nothing more would come
   */
  public boolean await(Predicate<Chain> condition, Duration limit) throws InterruptedException {
    var until = System.nanoTime() + limit.toNanos();
    synchronized (chain) {
      while (!condition.test(chain)) {
        var left = (until - System.nanoTime()) / 1_000_000;
        if (ended.isDone()) throw new IllegalStateException("the ledger's Deliver ended", cause());
        if (left <= 0) return false;
        chain.wait(Math.min(left, 500));
      }
      return true;
    }
  }

  private void follow() {
    try {
      while (blocks.hasNext()) {
        var block = blocks.next();
        chain.add(block, System.nanoTime());
      }
      ended.complete(null);
    } catch (RuntimeException e) {
      ended.completeExceptionally(e);
    }
  }

  private Throwable cause() {
    return ended.isCompletedExceptionally() ? ended.exceptionNow() : null;
  }

  @Override
  public void close() {
    blocks.close();
    peer.close();
  }
}
