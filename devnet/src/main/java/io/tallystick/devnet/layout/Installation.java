package io.tallystick.devnet.layout;

import io.tallystick.devnet.DevnetFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The built project: where Maven put what the parts run.
 *
 * @param root folder of the reactor's pom.xml
 */
public record Installation(Path root) {

  /**
   * The project these classes were built in, or the one that the system property {@code
   * tallystick.root} names.
   */
  public static Installation find() {
    var given = System.getProperty("tallystick.root");
    if (given != null) return new Installation(Path.of(given).toAbsolutePath().normalize());
    try {
      var here =
          Path.of(Installation.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      for (var at = here; at != null; at = at.getParent()) {
        if (Files.exists(at.resolve("mvnw"))) return new Installation(at);
      }
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
    throw new DevnetFailure("The project's folder isn't known: set -Dtallystick.root to it.");
  }

  public Path java() {
    return Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /** Class path of the supervisor, the ledger and the broker. */
  public String devnetClassPath() {
    return classPath("devnet");
  }

  public String chaincodeClassPath() {
    return classPath("chaincode");
  }

  /** The runnable jar of a Quarkus module. */
  public Path quarkusApp(String module) {
    return built(root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar"));
  }

  /**
   * Where distributions from Maven lie and are unpacked, shared by every devnet of this project.
   */
  public Path distributions() {
    return root.resolve("devnet/target/dist");
  }

  /** The one file in {@link #distributions()} whose name starts and ends so. */
  public Path distribution(String start, String end) {
    return file(distributions(), start, end);
  }

  /** A module's own jar and those it runs with, all from the same build. */
  private String classPath(String module) {
    var target = root.resolve(module).resolve("target");
    return file(target, module + "-", ".jar") + ":" + built(target.resolve("lib")) + "/*";
  }

  private static Path file(Path folder, String start, String end) {
    try (var files = Files.list(built(folder))) {
      return files
          .filter(
              file -> {
                var name = file.getFileName().toString();
                return name.startsWith(start) && name.endsWith(end) && !name.endsWith("-tests.jar");
              })
          .findFirst()
          .orElseThrow(() -> notBuilt(folder.resolve(start + "…" + end)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path built(Path path) {
    if (!Files.exists(path)) throw notBuilt(path);
    return path;
  }

  private static DevnetFailure notBuilt(Path path) {
    return new DevnetFailure(path + " isn't there: build first with ./tallystick build.");
  }
}
