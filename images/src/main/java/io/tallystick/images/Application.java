package io.tallystick.images;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One thing that runs in an image of its own.
 *
 * @param name the Maven module, and the image's name
 * @param arguments of the JVM: what it runs
 * @param parts folders and files below the module's target folder that go to {@code /app}, what
 *     changes least first; each is a layer
 */
record Application(String name, List<String> arguments, List<Part> parts) {

  /**
   * @param from below {@code target/}
   * @param to below {@code /app}
   */
  record Part(String layer, String from, String to) {}

  static final List<Application> ALL =
      Stream.concat(
              Stream.of("hospital-gateway", "claim-service", "insurer-service", "portal")
                  .map(Application::quarkus),
              Stream.of(chaincode()))
          .toList();

  /** CycloneDX, in the image and beside it. */
  Path sbom(Path root) {
    return target(root).resolve("bom.json");
  }

  Path target(Path root) {
    return root.resolve(name).resolve("target");
  }

  private static Application quarkus(String module) {
    return new Application(
        module,
        List.of("-jar", "/app/quarkus-run.jar"),
        List.of(
            new Part("libraries", "quarkus-app/lib", "lib"),
            new Part("quarkus", "quarkus-app/quarkus", "quarkus"),
            new Part("application", "quarkus-app/app", "app"),
            new Part("application", "quarkus-app/quarkus-run.jar", "quarkus-run.jar")));
  }

  private static Application chaincode() {
    return new Application(
        "chaincode",
        List.of("-cp", "/app/chaincode.jar:/app/lib/*", "io.tallystick.chaincode.ChaincodeMain"),
        List.of(
            new Part("libraries", "lib", "lib"),
            new Part("application", "chaincode-0.1.0-SNAPSHOT.jar", "chaincode.jar")));
  }
}
