package io.tallystick.images;

import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** Files as they go into an image: sorted, of one time, owned by root, writable by nobody else. */
final class Layers {

  private static final Instant TIME = Instant.ofEpochSecond(1);
  private static final FilePermissions READ = FilePermissions.fromOctalString("444");
  private static final FilePermissions RUN = FilePermissions.fromOctalString("555");

  static FileEntriesLayer folder(String name, Path folder, String to) throws IOException {
    var layer = FileEntriesLayer.builder().setName(name);
    addAll(layer, folder, to);
    return layer.build();
  }

  /** A file, or a folder with all that is in it. */
  static void addAll(FileEntriesLayer.Builder layer, Path from, String to) throws IOException {
    try (var files = Files.walk(from)) {
      for (var file : files.sorted().toList()) {
        var relative = from.relativize(file).toString();
        boolean runs = Files.isDirectory(file) || Files.isExecutable(file);
        add(layer, file, relative.isEmpty() ? to : to + "/" + relative, runs);
      }
    }
  }

  static void add(FileEntriesLayer.Builder layer, Path file, String to, boolean runs)
      throws IOException {
    layer.addEntry(file.toRealPath(), AbsoluteUnixPath.get(to), runs ? RUN : READ, TIME);
  }

  private Layers() {}
}
