package io.tallystick.ledger.block;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The files of a chain, {@code chain-000000.blocks} and so on; only the last one grows. */
final class SegmentFiles implements AutoCloseable {

  static final long SEGMENT_BYTES = 64L << 20;

  private final Path folder;
  private final List<Segment> segments = new CopyOnWriteArrayList<>();

  SegmentFiles(Path folder) {
    this.folder = folder;
  }

  void open() throws IOException {
    try (var names = Files.list(folder)) {
      for (var file : names.filter(SegmentFiles::isSegment).sorted().toList()) {
        var expected = path(segments.size());
        if (!file.equals(expected)) {
          throw new CorruptChainException(expected + " is missing");
        }
        segments.add(new Segment(file));
      }
    }
  }

  private static boolean isSegment(Path file) {
    return file.getFileName().toString().matches("chain-\\d{6}\\.blocks");
  }

  private Path path(int number) {
    return folder.resolve("chain-%06d.blocks".formatted(number));
  }

  Path folder() {
    return folder;
  }

  int count() {
    return segments.size();
  }

  Segment get(int number) {
    if (number >= segments.size()) {
      throw new CorruptChainException(path(number) + " is missing");
    }
    return segments.get(number);
  }

  boolean isLast(int number) {
    return number == segments.size() - 1;
  }

  long bytes() throws IOException {
    var sum = 0L;
    for (var segment : segments) {
      sum += segment.size();
    }
    return sum;
  }

  /** Number of the file that takes the next record; a new one is begun when the last is full. */
  int writable() throws IOException {
    if (!segments.isEmpty() && segments.getLast().size() < SEGMENT_BYTES) {
      return segments.size() - 1;
    }
    var segment = new Segment(path(segments.size()));
    Files.setPosixFilePermissions(segment.file(), PosixFilePermissions.fromString("rw-------"));
    segments.add(segment);
    try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
    return segments.size() - 1;
  }

  @Override
  public void close() throws IOException {
    for (var segment : segments) {
      segment.close();
    }
  }
}
