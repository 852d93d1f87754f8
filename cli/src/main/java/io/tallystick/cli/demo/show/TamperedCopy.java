package io.tallystick.cli.demo.show;

import io.tallystick.ledger.block.BlockFiles;
import io.tallystick.ledger.block.CorruptChainException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/**
 * Somebody with the disk in hand rewrites one outcome in a copy of the chain, and repairs the
 * file's checksum too. The chain's own hashes tell.
 */
final class TamperedCopy {

  // The dev ledger's file format: length, CRC-32C over length and content, content.
  private static final int PREFIX = 8;
  private static final byte[] OUTCOME = "\"outcome\":\"".getBytes(StandardCharsets.US_ASCII);

  private final Path ledger;
  private final Path copy;

  /**
   * @param ledger the dev ledger's data folder; it is only read
   * @param copy a folder to put the copy in
   */
  TamperedCopy(Path ledger, Path copy) {
    this.ledger = ledger;
    this.copy = copy;
  }

  Shown shown() throws IOException {
    var attempt = "a block rewritten in a copy of the chain, checksum repaired";
    copyChain();
    open(); // the copy is sound before
    if (!tamper()) return Shown.wentThrough(attempt, "no block to tamper with was found");
    try {
      open();
      return Shown.wentThrough(attempt, "the copy was read without complaint");
    } catch (CorruptChainException found) {
      return Shown.refused(attempt, "ledger (hash chain)", found.getMessage());
    }
  }

  private void open() {
    BlockFiles.open(copy, 0, repaired -> {}).close();
  }

  private void copyChain() throws IOException {
    Files.createDirectories(copy);
    try (var files = Files.walk(ledger)) {
      for (var file : files.filter(f -> f.toString().endsWith(".blocks")).sorted().toList()) {
        Files.write(copy.resolve(file.getFileName()), Files.readAllBytes(file));
      }
    }
  }

  /** Changes one letter of the first adjudication's outcome found, in place. */
  private boolean tamper() throws IOException {
    try (var files = Files.list(copy)) {
      for (var file : files.sorted().toList()) {
        var bytes = Files.readAllBytes(file);
        if (tamper(bytes)) {
          Files.write(file, bytes);
          return true;
        }
      }
    }
    return false;
  }

  private static boolean tamper(byte[] file) {
    var buffer = ByteBuffer.wrap(file);
    for (int at = 0; at + PREFIX < file.length; at += PREFIX + buffer.getInt(at)) {
      int length = buffer.getInt(at);
      int word = indexOf(file, at + PREFIX, Math.min(at + PREFIX + length, file.length));
      if (word < 0) continue;
      file[word + OUTCOME.length] ^= 1;
      buffer.putInt(at + Integer.BYTES, checksum(file, at, length));
      return true;
    }
    return false;
  }

  private static int checksum(byte[] file, int at, int length) {
    var checksum = new CRC32C();
    checksum.update(file, at, Integer.BYTES);
    checksum.update(file, at + PREFIX, length);
    return (int) checksum.getValue();
  }

  private static int indexOf(byte[] file, int from, int until) {
    for (int at = from; at <= until - OUTCOME.length; at++) {
      int matched = 0;
      while (matched < OUTCOME.length && file[at + matched] == OUTCOME[matched]) matched++;
      if (matched == OUTCOME.length) return at;
    }
    return -1;
  }
}
