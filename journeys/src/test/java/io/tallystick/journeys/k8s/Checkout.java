package io.tallystick.journeys.k8s;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where the project's files lie. */
final class Checkout {

  static final List<String> OVERLAYS =
      List.of("hospital", "insurer", "authority", "exchange", "evaluation");

  static Path root() {
    for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("tallystick"))) return at;
    }
    throw new IllegalStateException("not run inside a checkout");
  }

  static Path k8s() {
    return root().resolve("k8s");
  }

  private Checkout() {}
}
