package io.tallystick.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Keeps a second ledger out of a data folder; the system releases it if the process dies. */
record FolderLock(FileChannel file) implements AutoCloseable {

  static FolderLock take(Path folder) {
    try {
      var file =
          FileChannel.open(
              folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(file)) {
        return new FolderLock(file);
      }
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + folder, e);
    }
    throw new IllegalStateException("another ledger is running on " + folder);
  }

  private static boolean tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // held within this JVM
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
