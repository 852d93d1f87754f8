package io.tallystick.ledger.block;

import com.google.protobuf.ByteString;
import io.tallystick.ledger.state.BlockEffects;
import io.tallystick.ledger.state.StateStore;
import io.tallystick.ledger.state.TransactionIndex;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.hyperledger.fabric.protos.common.Block;

/**
 * The committed chain and what follows from it. A block is visible once it is synced and its
 * effects are applied; whoever waits for it or for one of its transactions is told then.
 */
public final class Chain {

  private final BlockFiles files;
  private final StateStore state;
  private final CommitWaiters waiters = new CommitWaiters();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition grown = lock.newCondition();
  private volatile long height;
  private Consumer<BlockEffects> listener = effects -> {};

  public Chain(BlockFiles files, StateStore state) {
    this.files = files;
    this.state = state;
    this.height = state.height();
    // Of a store that was made before blocks were indexed.
    state.index(files.fresh(height));
    files.indexed(height);
  }

  /** Told of every block that is applied from now on, before those who wait for it. */
  public void onApplied(Consumer<BlockEffects> listener) {
    this.listener = listener;
  }

  /** How many blocks are committed. */
  public long height() {
    return height;
  }

  public StateStore state() {
    return state;
  }

  /** The end of the chain. */
  public ChainLinks end() {
    return files.end();
  }

  /** A committed block. */
  public Block block(long number) {
    if (number < 0 || number >= height) {
      throw new IllegalArgumentException(
          "no such block number [" + Long.toUnsignedString(number) + "] in index");
    }
    return files.read(number);
  }

  /** The number of the block whose header has this hash. */
  public Optional<Long> blockOfHash(ByteString headerHash) {
    return state.blockOfHash(headerHash);
  }

  /** Commits a validated block: chain first, then what follows from it, then those who wait. */
  public void commit(Block block, BlockEffects effects) {
    files.append(block);
    apply(effects);
  }

  /** Applies effects of a block that is already in the files. */
  public void apply(BlockEffects effects) {
    state.apply(effects, files.place(effects.block()));
    height = effects.block() + 1;
    files.indexed(height);
    listener.accept(effects);
    effects.transactions().forEach(waiters::committed);
    wake();
  }

  /** What became of a transaction; only its first occurrence counts. */
  public Optional<TransactionIndex> transaction(String id) {
    return state.transaction(id);
  }

  /** Completes when the transaction is committed, at once if it is; cancel it to stop waiting. */
  public CompletableFuture<TransactionIndex> awaitTransaction(String id) {
    // Registered before looking, so that a commit in between is not missed.
    var waiting = waiters.register(id);
    transaction(id).ifPresent(waiting::complete);
    return waiting;
  }

  /** Waits until the block is committed; false if cancelled first. */
  public boolean awaitBlock(long number, BooleanSupplier cancelled) throws InterruptedException {
    lock.lock();
    try {
      while (height <= number || number < 0) { // negative: an unsigned number never reached
        if (cancelled.getAsBoolean()) {
          return false;
        }
        grown.await();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Lets waiters look again whether they are cancelled. */
  public void wake() {
    lock.lock();
    try {
      grown.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
