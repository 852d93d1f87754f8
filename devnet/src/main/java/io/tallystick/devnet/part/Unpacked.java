package io.tallystick.devnet.part;

import io.tallystick.devnet.DevnetFailure;
import io.tallystick.devnet.layout.Folders;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** Unpacks a distribution once, whole or not at all, also when two devnets want it at once. */
final class Unpacked {

  /** Fills an empty folder. */
  interface Filling {
    void into(Path folder) throws Exception;
  }

  /** Returns the folder, filled now or before. */
  static Path once(Path folder, Filling filling) throws Exception {
    if (Files.isDirectory(folder)) return folder;
    Files.createDirectories(folder.getParent());
    var lock = folder.resolveSibling(folder.getFileName() + ".lock");
    try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var held = channel.lock()) {
      if (Files.isDirectory(folder) || !held.isValid()) return folder;
      var growing = folder.resolveSibling(folder.getFileName() + ".growing");
      Folders.delete(growing);
      Files.createDirectories(growing);
      filling.into(growing);
      Files.move(growing, folder, StandardCopyOption.ATOMIC_MOVE);
      return folder;
    }
  }

  /** Unpacks a zip without its single top folder. */
  static void zip(Path archive, Path folder) throws IOException {
    try (var zip = new ZipInputStream(new BufferedInputStream(Files.newInputStream(archive)))) {
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        var name = entry.getName().substring(entry.getName().indexOf('/') + 1);
        var target = inside(folder, name);
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.getParent());
          Files.copy(zip, target);
        }
      }
    }
  }

  static void tarXz(InputStream archive, Path folder) throws IOException {
    try (var tar =
        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        var target = inside(folder, entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(target);
          continue;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
          Files.copy(tar, target);
          if ((entry.getMode() & 0100) != 0) {
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
          }
        }
      }
    }
  }

  private static Path inside(Path folder, String name) {
    var target = folder.resolve(name).normalize();
    if (!target.startsWith(folder)) throw new DevnetFailure("An archive reaches outside: " + name);
    return target;
  }

  private Unpacked() {}
}
