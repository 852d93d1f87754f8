package io.tallystick.ledger.crypto;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Files and folders that only their owner may read: 0600 and 0700. */
public final class OwnerOnly {

  private OwnerOnly() {}

  /** Creates the folder and its missing parents, each 0700. */
  public static Path folder(Path folder) {
    try {
      return Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create " + folder, e);
    }
  }

  /** Writes the file whole or not at all (temporary file, then rename), 0600. */
  public static void write(Path file, String text) {
    write(file, ByteString.copyFromUtf8(text));
  }

  /** As {@link #write(Path, String)}. */
  public static void write(Path file, ByteString content) {
    try {
      folder(file.getParent());
      var temporary =
          Files.createTempFile(
              file.getParent(),
              "." + file.getFileName(),
              null,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(temporary, content.toByteArray());
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }
}
