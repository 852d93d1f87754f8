package io.tallystick.devnet.fabric;

import io.tallystick.devnet.DevnetFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An installed Fabric release: {@code bin} with its programs and {@code config} with the
 * configuration it came with, as its archive unpacks.
 */
public record FabricHome(Path folder) {

  /** Names the folder in the environment. */
  public static final String VARIABLE = "FABRIC_HOME";

  private static final List<String> NEEDED =
      List.of(
          "bin/peer",
          "bin/orderer",
          "bin/configtxgen",
          "bin/osnadmin",
          "config/core.yaml",
          "config/orderer.yaml");
  private static final Pattern VERSION = Pattern.compile("Version:\\s*v?(\\d+)\\.(\\d+)");

  /** The release that the environment names, if it names one. */
  public static Optional<FabricHome> fromEnvironment() {
    return named().map(FabricHome::at);
  }

  /** Its folder, not looked into yet. */
  public static Optional<String> named() {
    return Optional.ofNullable(System.getenv(VARIABLE)).filter(name -> !name.isBlank());
  }

  /**
   * @throws DevnetFailure if a part of the release is missing; it says which
   */
  public static FabricHome at(String folder) {
    var home = new FabricHome(Path.of(folder).toAbsolutePath().normalize());
    var missing = NEEDED.stream().filter(each -> !home.has(each)).toList();
    if (!missing.isEmpty()) {
      throw new DevnetFailure(
          "%s=%s is no complete Fabric release: %s missing."
              .formatted(VARIABLE, folder, String.join(", ", missing)));
    }
    return home;
  }

  /** For who asked for real Fabric without saying where it is. */
  public static DevnetFailure unset() {
    return new DevnetFailure(
        VARIABLE
            + " isn't set: it has to name the folder of an installed Fabric release, with bin/ and"
            + " config/ in it.");
  }

  private boolean has(String file) {
    var path = folder.resolve(file);
    return file.startsWith("bin/") ? Files.isExecutable(path) : Files.isReadable(path);
  }

  String program(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }

  /** Where core.yaml and orderer.yaml lie. */
  Path config() {
    return folder.resolve("config");
  }

  /** What a channel made by this release may ask of every member (Fabric's capabilities). */
  Capabilities capabilities() {
    var printed = VERSION.matcher(versionText());
    if (!printed.find()) return Capabilities.OLDEST;
    int major = Integer.parseInt(printed.group(1));
    int minor = Integer.parseInt(printed.group(2));
    return new Capabilities(
        major >= 3 ? "V3_0" : "V2_0", "V2_0", major >= 3 || minor >= 5 ? "V2_5" : "V2_0");
  }

  record Capabilities(String channel, String orderer, String application) {
    static final Capabilities OLDEST = new Capabilities("V2_0", "V2_0", "V2_0");
  }

  /** What {@code peer version} prints, on one line: version, commit, platform. */
  public String version() {
    return String.join(
        ", ",
        versionText()
            .lines()
            .map(String::strip)
            .filter(
                line -> Stream.of("Version", "Commit SHA", "OS/Arch").anyMatch(line::startsWith))
            .toList());
  }

  private String versionText() {
    try {
      var process =
          new ProcessBuilder(program("peer"), "version").redirectErrorStream(true).start();
      var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() == 0) return text;
      throw new DevnetFailure(program("peer") + " doesn't run here: " + text.strip());
    } catch (IOException e) {
      throw new DevnetFailure(program("peer") + " doesn't run here: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DevnetFailure("Interrupted while asking " + program("peer") + " for its version.");
    }
  }
}
