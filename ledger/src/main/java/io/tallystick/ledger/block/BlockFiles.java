package io.tallystick.ledger.block;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.ledger.crypto.OwnerOnly;
import io.tallystick.ledger.state.BlockPlace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import org.hyperledger.fabric.protos.common.Block;

/**
 * The chain on disk: append-only files of blocks. A torn end that nobody was told of is cut off and
 * reported; anything else that doesn't fit is a {@link CorruptChainException}.
 *
 * <p>Opening reads and checks every block of a chain that isn't long. Of a long one whose blocks
 * are indexed it reads the last block that was applied and all behind it; {@link #checkEarlier}
 * reads the rest. Every block is checked again whenever it is read: what doesn't fit is never
 * served.
 */
public final class BlockFiles implements AutoCloseable {

  /** Up to so many bytes opening reads the whole chain: about a second's worth. */
  static final long READ_WHOLE_BYTES = 128L << 20;

  /**
   * What is remembered of the chain elsewhere.
   *
   * @param height blocks below it were reported as committed and must be there
   * @param place where a block below it lies; empty if that wasn't recorded
   */
  public record Remembered(long height, LongFunction<Optional<BlockPlace>> place) {

    private Optional<BlockPlace> last() {
      return height == 0 ? Optional.empty() : place.apply(height - 1);
    }
  }

  private record Tip(ChainLinks end, Block last) {}

  private final SegmentFiles segments;
  private final Remembered remembered;
  private final Consumer<String> report;
  // Places that aren't in the index yet.
  private final ConcurrentSkipListMap<Long, BlockPlace> fresh = new ConcurrentSkipListMap<>();
  private volatile Tip tip = new Tip(ChainLinks.EMPTY, null);
  private boolean earlierUnchecked;

  private BlockFiles(Path folder, Remembered remembered, Consumer<String> report) {
    this.segments = new SegmentFiles(folder);
    this.remembered = remembered;
    this.report = report;
  }

  /**
   * Opens the chain in a folder and checks all of it.
   *
   * @param acknowledged blocks below this height were reported as committed and must be there
   * @param report is told, in one sentence, what was repaired
   */
  public static BlockFiles open(Path folder, long acknowledged, Consumer<String> report) {
    return open(folder, new Remembered(acknowledged, n -> Optional.empty()), report);
  }

  /** Opens the chain in a folder; see above for what is checked. */
  public static BlockFiles open(Path folder, Remembered remembered, Consumer<String> report) {
    return open(folder, remembered, report, READ_WHOLE_BYTES);
  }

  static BlockFiles open(
      Path folder, Remembered remembered, Consumer<String> report, long readWholeBytes) {
    var files = new BlockFiles(OwnerOnly.folder(folder), remembered, report);
    try {
      files.load(readWholeBytes);
      return files;
    } catch (IOException e) {
      files.close();
      throw new UncheckedIOException("the blocks in " + folder + " cannot be read", e);
    } catch (CorruptChainException e) {
      files.close();
      throw e;
    }
  }

  private void load(long readWholeBytes) throws IOException {
    segments.open();
    var known = remembered.last();
    earlierUnchecked = known.isPresent() && segments.bytes() > readWholeBytes;
    var scan =
        earlierUnchecked
            ? ChainScan.from(segments, known.get(), before(remembered.height() - 1))
            : ChainScan.fromStart(segments);
    while (step(scan)) {
      if (known.isPresent() && scan.end().height() == remembered.height()) {
        require(scan.end(), remembered.height() - 1, known.get());
      }
    }
    if (scan.end().height() < remembered.height()) {
      throw new CorruptChainException(
          "%s ends before block %d, which was committed"
              .formatted(segments.folder(), scan.end().height()));
    }
  }

  /** Takes in one more block; false at the end. */
  private boolean step(ChainScan scan) throws IOException {
    switch (scan.next()) {
      case ChainScan.Found.End() -> {
        return false;
      }
      case ChainScan.Found.Next(var block, var place) -> {
        tip = new Tip(scan.end(), block);
        var number = block.getHeader().getNumber();
        if (remembered.last().isEmpty() || number >= remembered.height()) {
          fresh.put(number, place);
        }
        return true;
      }
      case ChainScan.Found.Torn(var segment, var offset, var whole) -> {
        cut(scan, segments.get(segment), offset, whole);
        return false;
      }
    }
  }

  private void cut(ChainScan scan, Segment segment, long offset, boolean whole) throws IOException {
    var number = scan.end().height();
    // A whole record with a wrong checksum is what a power cut leaves; without any memory of what
    // was acknowledged it may as well be a committed block that somebody changed.
    if (number < remembered.height() || whole && remembered.height() == 0) {
      throw scan.damaged();
    }
    var lost = segment.size() - offset;
    segment.truncate(offset);
    report.accept(
        "cut off %d bytes of an unfinished block %d at the end of %s; it was never reported as committed"
            .formatted(lost, number, segment.file()));
  }

  /**
   * Reads and checks the blocks that opening didn't; may be called from another thread.
   *
   * @param stop is asked before each block
   */
  public void checkEarlier(BooleanSupplier stop) {
    if (!earlierUnchecked) {
      return;
    }
    try {
      var scan = ChainScan.fromStart(segments);
      while (scan.end().height() < remembered.height() && !stop.getAsBoolean()) {
        if (!(scan.next() instanceof ChainScan.Found.Next(var block, var place))) {
          throw scan.damaged();
        }
        var number = block.getHeader().getNumber();
        require(scan.end(), number, place(number));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the blocks in " + segments.folder() + " cannot be read", e);
    }
  }

  private void require(ChainLinks found, long number, BlockPlace committed) {
    if (!found.equals(ChainLinks.after(number, committed))) {
      throw new CorruptChainException(
          "block %d in %s is not the one that was committed"
              .formatted(number, segments.get(committed.segment()).file()));
    }
  }

  /** Height, header hash and commit hash after the last block. */
  public ChainLinks end() {
    return tip.end();
  }

  /** The last block, or null. */
  public Block last() {
    return tip.last();
  }

  /** Appends and syncs a validated block that fits to the end. */
  public synchronized void append(Block block) {
    var number = tip.end().height();
    try {
      var after = tip.end().then(block);
      var segment = segments.writable();
      var offset = segments.get(segment).append(block.toByteArray());
      fresh.put(number, new BlockPlace(segment, offset, after.headerHash(), after.commitHash()));
      tip = new Tip(after, block);
    } catch (IOException e) {
      throw new UncheckedIOException("block " + number + " cannot be written", e);
    }
  }

  /** Where a block lies. */
  public BlockPlace place(long number) {
    var place = fresh.get(number);
    return place != null
        ? place
        : remembered
            .place()
            .apply(number)
            .orElseThrow(
                () -> new CorruptChainException("block " + number + " is missing in the index"));
  }

  /** Places of blocks below this height that the index lacks. */
  public SortedMap<Long, BlockPlace> fresh(long below) {
    return new TreeMap<>(fresh.headMap(below));
  }

  /** The index has the places of all blocks below this height. */
  public void indexed(long below) {
    fresh.headMap(below).clear();
  }

  private ChainLinks before(long number) {
    return number == 0 ? ChainLinks.EMPTY : ChainLinks.after(number - 1, place(number - 1));
  }

  /** Reads a block of the chain and checks it again; what was damaged since is not served. */
  public Block read(long number) {
    var present = tip;
    if (number < 0 || number >= present.end().height()) {
      throw new IllegalArgumentException("no such block number [" + number + "] in index");
    }
    if (number == present.end().height() - 1) {
      return present.last(); // what live readers ask for; it was checked when appended or opened
    }
    var place = place(number);
    var segment = segments.get(place.segment());
    try {
      if (segment.read(place.offset()) instanceof Segment.Found.Record(var content, var next)) {
        var block = Block.parseFrom(content);
        require(before(number).then(block), number, place);
        return block;
      }
    } catch (CorruptChainException | InvalidProtocolBufferException e) {
      throw damaged(number, segment, e);
    } catch (IOException e) {
      throw new UncheckedIOException("block " + number + " cannot be read", e);
    }
    throw damaged(number, segment, null);
  }

  private static CorruptChainException damaged(long number, Segment segment, Throwable cause) {
    var damaged =
        new CorruptChainException("block %d in %s is damaged".formatted(number, segment.file()));
    damaged.initCause(cause);
    return damaged;
  }

  @Override
  public void close() {
    try {
      segments.close();
    } catch (IOException e) {
      report.accept("cannot close " + segments.folder() + ": " + e.getMessage());
    }
  }
}
