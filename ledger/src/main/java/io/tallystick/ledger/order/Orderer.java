package io.tallystick.ledger.order;

import com.google.protobuf.ByteString;
import io.tallystick.ledger.block.BlockHashes;
import io.tallystick.ledger.block.BlockSigner;
import io.tallystick.ledger.block.ChainLinks;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Orders transactions into signed blocks, on one thread, and hands them to the committer. */
public final class Orderer implements AutoCloseable {

  private static final int MAX_WAITING = 20_000;
  private static final long MAX_WAITING_BYTES = 64L << 20;

  private final BlockCutting cutting;
  private final BlockCutter cutter;
  private final BlockSigner signer;
  private final Committer committer;
  private final BlockingQueue<ByteString> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
  private final AtomicLong waitingBytes = new AtomicLong();
  private final Thread thread;
  private ChainLinks end;

  public Orderer(BlockCutting cutting, BlockSigner signer, Committer committer, ChainLinks end) {
    this.cutting = cutting;
    this.cutter = new BlockCutter(cutting.maxCount(), cutting.maxBytes());
    this.signer = signer;
    this.committer = committer;
    this.end = end;
    this.thread = Thread.ofPlatform().name("orderer").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /** Takes an envelope for ordering; false if too many wait already. */
  public boolean order(ByteString envelope) {
    if (waitingBytes.addAndGet(envelope.size()) > MAX_WAITING_BYTES || !waiting.offer(envelope)) {
      waitingBytes.addAndGet(-envelope.size());
      return false;
    }
    return true;
  }

  private void run() {
    try {
      var deadline = 0L;
      while (true) {
        var first = cutter.isEmpty();
        var next = first ? waiting.take() : poll(deadline);
        if (next == null) {
          deliver(cutter.cut());
          continue;
        }
        waitingBytes.addAndGet(-next.size());
        var full = cutter.add(next);
        for (var batch : full) {
          deliver(batch);
        }
        if (first || !full.isEmpty()) {
          deadline = System.nanoTime() + cutting.batchTimeout().toNanos();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    } catch (RuntimeException | Error e) {
      committer.fail(e); // or clients would wait for blocks that nobody makes
    }
  }

  /** The next transaction, or null when the batch is to be cut. */
  private ByteString poll(long deadline) throws InterruptedException {
    while (true) {
      var left = deadline - System.nanoTime();
      var quiet = Math.min(left, cutting.quietTime().toNanos());
      var next = waiting.poll(Math.max(0, quiet), TimeUnit.NANOSECONDS);
      if (next != null || left <= quiet || committer.idle()) {
        return next;
      }
    }
  }

  private void deliver(List<ByteString> batch) throws InterruptedException {
    var block = signer.block(end.height(), end.headerHash(), batch);
    // The commit hash is the committer's concern.
    end =
        new ChainLinks(
            end.height() + 1, BlockHashes.headerHash(block.getHeader()), ByteString.EMPTY);
    committer.commit(block);
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
