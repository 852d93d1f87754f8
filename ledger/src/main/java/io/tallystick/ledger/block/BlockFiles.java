package io.tallystick.ledger.block;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tallystick.ledger.crypto.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hyperledger.fabric.protos.common.Block;

/**
 * The chain on disk: append-only files of blocks. Opening reads every block and checks checksums,
 * hashes and their links. A torn end that nobody was told of is cut off and reported; anything else
 * that doesn't fit is a {@link CorruptChainException}, and nothing is served.
 */
public final class BlockFiles implements AutoCloseable {

  static final long SEGMENT_BYTES = 64L << 20;

  private record Place(Segment segment, long offset) {}

  private final Path folder;
  private final Consumer<String> report;
  private final List<Segment> segments = new ArrayList<>();
  private final List<Place> places = new ArrayList<>();
  private ChainLinks end = ChainLinks.EMPTY;
  private Block last;

  private BlockFiles(Path folder, Consumer<String> report) {
    this.folder = folder;
    this.report = report;
  }

  /**
   * Opens the chain in a folder.
   *
   * @param acknowledged blocks below this height were reported as committed and must be there
   * @param report is told, in one sentence, what was repaired
   */
  public static BlockFiles open(Path folder, long acknowledged, Consumer<String> report) {
    var files = new BlockFiles(OwnerOnly.folder(folder), report);
    try {
      files.load(acknowledged);
      return files;
    } catch (IOException e) {
      files.close();
      throw new UncheckedIOException("the blocks in " + folder + " cannot be read", e);
    } catch (CorruptChainException e) {
      files.close();
      throw e;
    }
  }

  private void load(long acknowledged) throws IOException {
    try (var names = Files.list(folder)) {
      for (var file : names.filter(BlockFiles::isSegment).sorted().toList()) {
        segments.add(new Segment(file));
      }
    }
    for (var segment : List.copyOf(segments)) {
      load(segment, acknowledged);
    }
    if (places.size() < acknowledged) {
      throw new CorruptChainException(
          "%s ends before block %d, which was committed".formatted(folder, places.size()));
    }
  }

  private static boolean isSegment(Path file) {
    return file.getFileName().toString().matches("chain-\\d{6}\\.blocks");
  }

  private void load(Segment segment, long acknowledged) throws IOException {
    var offset = 0L;
    while (true) {
      switch (segment.read(offset)) {
        case Segment.Found.End() -> {
          return;
        }
        case Segment.Found.Record(var content, var next) -> {
          accept(parse(segment, content), new Place(segment, offset));
          offset = next;
        }
        case Segment.Found.Torn() -> {
          cut(segment, offset, acknowledged);
          return;
        }
        case Segment.Found.Damaged(var atEnd) -> {
          // Zeros or an old page at the very end are what a power cut leaves of an append.
          if (!atEnd || acknowledged == 0) {
            throw damaged(segment);
          }
          cut(segment, offset, acknowledged);
          return;
        }
      }
    }
  }

  private void cut(Segment segment, long offset, long acknowledged) throws IOException {
    var lastSegment = segment == segments.get(segments.size() - 1);
    if (!lastSegment || places.size() < acknowledged || segment.recordBehind(offset)) {
      throw damaged(segment);
    }
    var lost = segment.size() - offset;
    segment.truncate(offset);
    report.accept(
        "cut off %d bytes of an unfinished block %d at the end of %s; it was never reported as committed"
            .formatted(lost, places.size(), segment.file()));
  }

  private CorruptChainException damaged(Segment segment) {
    return new CorruptChainException(
        "block %d in %s is damaged".formatted(places.size(), segment.file()));
  }

  private Block parse(Segment segment, byte[] content) {
    try {
      return Block.parseFrom(content);
    } catch (InvalidProtocolBufferException e) {
      throw damaged(segment);
    }
  }

  private void accept(Block block, Place place) {
    try {
      end = end.then(block);
    } catch (CorruptChainException e) {
      throw new CorruptChainException(e.getMessage() + " (" + place.segment().file() + ")");
    }
    places.add(place);
    last = block;
  }

  /** Height, header hash and commit hash after the last block. */
  public synchronized ChainLinks end() {
    return end;
  }

  /** The last block, or null. */
  public synchronized Block last() {
    return last;
  }

  /** Appends and syncs a validated block that fits to the end. */
  public synchronized void append(Block block) {
    try {
      var after = end.then(block);
      var segment = writable();
      var offset = segment.append(block.toByteArray());
      places.add(new Place(segment, offset));
      end = after;
      last = block;
    } catch (IOException e) {
      throw new UncheckedIOException("block " + places.size() + " cannot be written", e);
    }
  }

  private Segment writable() throws IOException {
    if (!segments.isEmpty() && segments.getLast().size() < SEGMENT_BYTES) {
      return segments.getLast();
    }
    var segment = new Segment(folder.resolve("chain-%06d.blocks".formatted(segments.size())));
    Files.setPosixFilePermissions(segment.file(), PosixFilePermissions.fromString("rw-------"));
    segments.add(segment);
    try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
    return segment;
  }

  /** Reads a block of the chain and checks it again; what was damaged since is not served. */
  public Block read(long number) {
    Place place;
    synchronized (this) {
      if (number < 0 || number >= places.size()) {
        throw new IllegalArgumentException("no such block number [" + number + "] in index");
      }
      if (number == places.size() - 1) {
        return last; // what live readers ask for; it was checked when it was appended or opened
      }
      place = places.get((int) number);
    }
    try {
      if (place.segment().read(place.offset()) instanceof Segment.Found.Record(var content, var n)
          && Block.parseFrom(content) instanceof Block block
          && block.getHeader().getNumber() == number) {
        return block;
      }
      throw new CorruptChainException(
          "block %d in %s is damaged".formatted(number, place.segment().file()));
    } catch (IOException e) {
      throw new UncheckedIOException("block " + number + " cannot be read", e);
    }
  }

  @Override
  public synchronized void close() {
    for (var segment : segments) {
      try {
        segment.close();
      } catch (IOException e) {
        report.accept("cannot close " + segment.file() + ": " + e.getMessage());
      }
    }
  }
}
