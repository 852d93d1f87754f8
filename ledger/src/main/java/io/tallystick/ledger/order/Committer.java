package io.tallystick.ledger.order;

import io.tallystick.ledger.block.BlockMetadataSlots;
import io.tallystick.ledger.block.Chain;
import io.tallystick.ledger.validate.BlockValidator;
import java.lang.System.Logger.Level;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.hyperledger.fabric.protos.common.Block;

/** Validates and commits ordered blocks, one after the other, on one thread. */
public final class Committer implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Committer.class.getName());

  private static final Block CLOSE = Block.newBuilder().build();

  private final Chain chain;
  private final BlockValidator validator;
  // While one block is committed, the next is being filled; more would only wait.
  private final BlockingQueue<Block> ordered = new ArrayBlockingQueue<>(1);
  private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
  private final Thread thread;
  private volatile boolean busy;

  public Committer(Chain chain, BlockValidator validator) {
    this.chain = chain;
    this.validator = validator;
    this.thread = Thread.ofPlatform().name("committer").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** Hands over the next block; waits while the one before it is still being committed. */
  void commit(Block block) throws InterruptedException {
    ordered.put(block);
  }

  /**
   * Completes with the cause when a block could not be committed: nothing is committed after it.
   */
  public CompletableFuture<Throwable> failure() {
    return failure;
  }

  /** Nothing is ordered or committed any more. */
  void fail(Throwable cause) {
    LOG.log(Level.ERROR, "no more blocks are committed", cause);
    failure.complete(cause);
  }

  /** Whether a block handed over now would be committed at once. */
  boolean idle() {
    return !busy && ordered.isEmpty();
  }

  private void run() {
    while (true) {
      try {
        var block = ordered.take();
        if (block == CLOSE) {
          return;
        }
        busy = true;
        var outcome = validator.validate(block);
        var complete =
            BlockMetadataSlots.withCodes(block, outcome.codes(), chain.end().commitHash());
        chain.commit(complete, outcome.effects());
        busy = false;
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException | Error e) {
        fail(e);
        return;
      }
    }
  }

  /** Finishes what is ordered; no thread may still hand over blocks. */
  @Override
  public void close() {
    try {
      // Not by interruption: that would close the block file under the writer.
      while (thread.isAlive() && !ordered.offer(CLOSE, 100, TimeUnit.MILLISECONDS)) {
        Thread.onSpinWait();
      }
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
