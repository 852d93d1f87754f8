package io.tallystick.kit.ledger.tail;

import io.quarkus.runtime.StartupEvent;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ledger.BlockSource;
import io.tallystick.kit.ledger.tail.TailTables.Checkpoint;
import io.tallystick.kit.persistence.Pause;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Collectors;
import org.hyperledger.fabric.client.CloseableIterator;
import org.hyperledger.fabric.protos.common.Block;
import org.jboss.logging.Logger;

/**
 * Reads every block of the channel from the institution's own peer, from the checkpoint on, for as
 * long as the service runs; after a fault it connects again. While it catches up, as many blocks as
 * are there go into one transaction.
 */
@ApplicationScoped
class BlockTail {

  private static final Logger LOG = Logger.getLogger(BlockTail.class);

  /** Ends a stream's queue; a real block is never this instance. */
  private static final Block END = Block.newBuilder().build();

  private final BlockSource source;
  private final ApplyBlocks apply;
  private final TailProgress progress;
  private final BlockReader reader;
  private final Pause pause;
  private final int batch;
  private volatile boolean stopping;
  private Thread thread;

  BlockTail(BlockSource source, ApplyBlocks apply, TailProgress progress, TallystickConfig config) {
    this.source = source;
    this.apply = apply;
    this.progress = progress;
    this.reader = new BlockReader(config.ledger().chaincode());
    this.pause = new Pause(config.ledger().firstPause(), config.ledger().longestPause());
    this.batch = config.ledger().tailBatch();
  }

  void start(@Observes @Priority(80) StartupEvent event) {
    thread = Thread.ofPlatform().daemon().name("block-tail").start(this::run);
  }

  @PreDestroy
  void stop() {
    stopping = true;
    if (thread != null) thread.interrupt();
  }

  private void run() {
    int attempt = 0;
    while (!stopping) {
      long before = progress.height();
      try {
        follow(apply.checkpoint());
      } catch (InterruptedException ended) {
        return;
      } catch (RuntimeException fault) {
        if (stopping) return;
        progress.failed(String.valueOf(fault.getMessage()));
        if (fault instanceof ChainBroken) LOG.errorf("block tail: %s", fault.getMessage());
        else LOG.infof("block tail lost its peer or database: %s", fault.getMessage());
      }
      attempt = progress.height() > before ? 1 : attempt + 1;
      if (!pause.sleep(attempt)) return;
      source.reconnect();
    }
  }

  private void follow(Checkpoint from) throws InterruptedException {
    var queue = new ArrayBlockingQueue<Block>(2 * batch);
    // The last block read comes once more: at once, and it must still be the same.
    try (var blocks = source.blocksFrom(Math.max(0, from.next() - 1))) {
      var pump = Thread.ofVirtual().name("block-pump").start(() -> pump(blocks, queue));
      try {
        applyAll(from, queue);
      } finally {
        pump.interrupt();
      }
    }
  }

  private void applyAll(Checkpoint from, BlockingQueue<Block> queue) throws InterruptedException {
    var checkpoint = from;
    while (!stopping) {
      var taken = new ArrayList<Block>();
      taken.add(queue.take());
      queue.drainTo(taken, batch - 1);
      boolean ended = taken.getLast() == END;
      if (ended) taken.removeLast();
      checkpoint = apply(checkpoint, taken);
      if (ended) throw new IllegalStateException("the block stream ended");
    }
  }

  private Checkpoint apply(Checkpoint from, List<Block> taken) {
    var blocks = taken.stream().map(reader::read).collect(Collectors.toCollection(ArrayList::new));
    if (blocks.isEmpty()) return from;
    if (from.endsWith(blocks.getFirst())) blocks.removeFirst();
    var next = blocks.isEmpty() ? from : apply.apply(from, blocks);
    progress.connected();
    if (next.next() != from.next() + blocks.size()) {
      throw new IllegalStateException("another replica moved the tail");
    }
    return next;
  }

  private static void pump(CloseableIterator<Block> blocks, BlockingQueue<Block> queue) {
    try {
      while (blocks.hasNext()) queue.put(blocks.next());
    } catch (InterruptedException stopped) {
      return;
    } catch (RuntimeException streamBroke) {
      LOG.debugf("block stream: %s", streamBroke.getMessage());
    }
    try {
      queue.put(END);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
