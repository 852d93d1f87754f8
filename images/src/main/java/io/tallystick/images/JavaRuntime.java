package io.tallystick.images;

import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an image needs below the application: a Java runtime linked from the JDK that runs this, and
 * the C library it is linked against, from this machine. No shell, no package manager, nothing
 * else.
 */
final class JavaRuntime {

  /** Where it lies in the image. */
  static final String HOME = "/opt/java";

  private static final List<String> MODULES =
      List.of(
          "java.se",
          "jdk.charsets",
          "jdk.crypto.ec",
          "jdk.jfr",
          "jdk.management",
          "jdk.naming.dns",
          "jdk.net",
          "jdk.unsupported",
          "jdk.zipfs");

  /** Libraries of windows and sound, which nothing here shows or plays. */
  private static final Pattern HEADED =
      Pattern.compile("lib(awt_xawt|splashscreen|jawt|jsound)\\.so");

  private static final Pattern RESOLVED = Pattern.compile("(?:=> )?(/[^ ]+) \\(0x[0-9a-f]+\\)");

  private final Path folder;

  private JavaRuntime(Path folder) {
    this.folder = folder;
  }

  /** Links it into the folder, unless it is there. */
  static JavaRuntime in(Path folder) throws IOException, InterruptedException {
    if (!Files.exists(folder.resolve("release"))) {
      var jlink = Path.of(System.getProperty("java.home"), "bin", "jlink").toString();
      Program.run(
          jlink,
          "--add-modules",
          String.join(",", MODULES),
          "--strip-java-debug-attributes",
          "--no-header-files",
          "--no-man-pages",
          "--compress",
          "zip-6",
          "--output",
          folder.toString());
      try (var files = Files.list(folder.resolve("lib"))) {
        for (var each : files.filter(JavaRuntime::isHeaded).toList()) Files.delete(each);
      }
    }
    return new JavaRuntime(folder);
  }

  FileEntriesLayer layer() throws IOException {
    return Layers.folder("runtime", folder, HOME);
  }

  /** The C library at the paths where this machine's loader finds it, users and name lookup. */
  FileEntriesLayer system(Path scratch) throws IOException, InterruptedException {
    var layer = FileEntriesLayer.builder().setName("system");
    for (var library : libraries()) Layers.add(layer, library, library.toString(), true);
    Files.createDirectories(scratch.resolve("tmp"));
    Layers.add(layer, scratch.resolve("tmp"), "/tmp", true);
    var nobodyElse = "tallystick:x:10001:10001::/tmp:/none\n";
    Layers.add(layer, written(scratch, "passwd", nobodyElse), "/etc/passwd", false);
    var lookUp = "hosts: files dns\n";
    Layers.add(layer, written(scratch, "nsswitch.conf", lookUp), "/etc/nsswitch.conf", false);
    return layer.build();
  }

  /** As {@code ldd} resolves them for the launcher and every library of the runtime. */
  private List<Path> libraries() throws IOException, InterruptedException {
    var found = new TreeSet<Path>();
    try (var files = Files.walk(folder.resolve("lib"))) {
      var binaries =
          Stream.concat(
              Stream.of(folder.resolve("bin/java")),
              files.filter(it -> it.toString().endsWith(".so")));
      for (var binary : binaries.toList()) {
        RESOLVED
            .matcher(Program.run("ldd", binary.toString()))
            .results()
            .map(it -> Path.of(it.group(1)))
            .filter(it -> !it.startsWith(folder))
            .forEach(found::add);
      }
    }
    return List.copyOf(found);
  }

  private static boolean isHeaded(Path library) {
    return HEADED.matcher(library.getFileName().toString()).matches();
  }

  private static Path written(Path folder, String name, String text) throws IOException {
    return Files.write(folder.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }
}
