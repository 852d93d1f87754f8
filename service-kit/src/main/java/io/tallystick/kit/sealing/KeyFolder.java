package io.tallystick.kit.sealing;

import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ids.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A folder with one owner-only file of 32 bytes per key, spread over 256 subfolders. File names are
 * digests, so that neither a name nor a path says anything.
 */
@ApplicationScoped
class KeyFolder implements KeyProvider {

  private static final int KEY_BYTES = 32;
  private static final Set<StandardOpenOption> CREATE =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private final Path folder;
  private final Ids ids;

  KeyFolder(TallystickConfig config, Ids ids) {
    this.folder = config.keys().folder();
    this.ids = ids;
  }

  @Override
  public SecretKey create(String name) {
    var existing = find(name);
    if (existing.isPresent()) return existing.get();
    try {
      store(file(name), ids.bytes(KEY_BYTES));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    return find(name).orElseThrow();
  }

  @Override
  public Optional<SecretKey> find(String name) {
    try {
      var key = Files.readAllBytes(file(name));
      if (key.length != KEY_BYTES) throw new IllegalStateException("a key file is not 32 bytes");
      return Optional.of(new SecretKeySpec(key, "AES"));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void destroy(String name) {
    var file = file(name);
    try {
      if (Files.deleteIfExists(file)) sync(file.getParent());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Written, fsynced, then linked into place: a reader sees a whole key or none. */
  private void store(Path file, byte[] key) throws IOException {
    var parent = file.getParent();
    Files.createDirectories(
        parent, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    var fresh = parent.resolve("new-" + ids.next());
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    try (var channel = FileChannel.open(fresh, CREATE, ownerOnly)) {
      channel.write(ByteBuffer.wrap(key));
      channel.force(true);
    }
    try {
      Files.createLink(file, fresh);
    } catch (FileAlreadyExistsException anotherWasFirst) {
      // Its key counts.
    } finally {
      Files.delete(fresh);
    }
    sync(parent);
  }

  private static void sync(Path directory) throws IOException {
    try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private Path file(String name) {
    var digest = Aead.digest(name);
    return folder.resolve(digest.substring(0, 2)).resolve(digest);
  }
}
