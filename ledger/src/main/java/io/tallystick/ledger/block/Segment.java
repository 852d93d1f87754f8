package io.tallystick.ledger.block;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/**
 * One file of records: length (4 bytes, big endian), CRC-32C over length and content (4 bytes),
 * content.
 *
 * <p>Readers open the file for themselves. A thread that is interrupted in a {@link FileChannel}
 * closes it for everybody: a client that breaks off its Deliver must not stop the writer.
 */
final class Segment implements AutoCloseable {

  static final int PREFIX = 8;

  /** A record's content and where the next one starts; or why there is none. */
  sealed interface Found {
    record Record(byte[] content, long next) implements Found {}

    /** The file ends within the record. */
    record Torn() implements Found {}

    /** The record is whole and its checksum wrong; {@code last}: nothing follows it. */
    record Damaged(boolean last) implements Found {}

    record End() implements Found {}
  }

  private final Path file;
  private final FileChannel channel;

  Segment(Path file) throws IOException {
    this.file = file;
    this.channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  Path file() {
    return file;
  }

  long size() throws IOException {
    return channel.size();
  }

  Found read(long offset) throws IOException {
    try (var reader = new RandomAccessFile(file.toFile(), "r")) {
      return read(reader, offset);
    }
  }

  private Found read(RandomAccessFile reader, long offset) throws IOException {
    var size = reader.length();
    if (offset == size) {
      return new Found.End();
    }
    if (offset + PREFIX > size) {
      return new Found.Torn();
    }
    var prefix = read(reader, offset, PREFIX);
    var length = prefix.getInt();
    if (length < 0) {
      return new Found.Damaged(false);
    }
    var next = offset + PREFIX + length;
    if (next > size) {
      return new Found.Torn();
    }
    var content = read(reader, offset + PREFIX, length).array();
    return prefix.getInt() == checksum(content)
        ? new Found.Record(content, next)
        : new Found.Damaged(next == size);
  }

  /**
   * Whether a whole record starts somewhere behind this offset: then what is here isn't the end.
   */
  boolean recordBehind(long offset) throws IOException {
    ByteBuffer tail;
    try (var reader = new RandomAccessFile(file.toFile(), "r")) {
      if (offset >= reader.length()) {
        return false;
      }
      tail = read(reader, offset, Math.toIntExact(reader.length() - offset));
    }
    for (var at = 1; at + PREFIX < tail.limit(); at++) {
      var length = tail.getInt(at);
      if (length > 0 && length <= tail.limit() - at - PREFIX) {
        var content = new byte[length];
        tail.get(at + PREFIX, content);
        if (tail.getInt(at + 4) == checksum(content)) {
          return true;
        }
      }
    }
    return false;
  }

  private static ByteBuffer read(RandomAccessFile reader, long offset, int length)
      throws IOException {
    var content = new byte[length];
    reader.seek(offset);
    reader.readFully(content);
    return ByteBuffer.wrap(content);
  }

  /** Appends and syncs; on return the record survives a power cut. Answers its offset. */
  long append(byte[] content) throws IOException {
    var offset = channel.size();
    var buffer =
        ByteBuffer.allocate(PREFIX + content.length)
            .putInt(content.length)
            .putInt(checksum(content))
            .put(content)
            .flip();
    try {
      while (buffer.hasRemaining()) {
        channel.write(buffer, offset + buffer.position());
      }
      channel.force(false);
      return offset;
    } catch (IOException e) {
      truncate(offset);
      throw e;
    }
  }

  void truncate(long size) throws IOException {
    channel.truncate(size);
    channel.force(true);
  }

  private static int checksum(byte[] content) {
    var crc = new CRC32C();
    crc.update(ByteBuffer.allocate(4).putInt(content.length).flip());
    crc.update(content);
    return (int) crc.getValue();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
