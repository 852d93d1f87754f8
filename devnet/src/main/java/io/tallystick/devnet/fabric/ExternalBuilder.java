package io.tallystick.devnet.fabric;

import io.tallystick.ledger.crypto.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * Tells a peer how to treat packages of type {@code ccaas}: take their {@code connection.json} and
 * connect to what it names (Fabric docs, "External Builders and Launchers"). Three small scripts,
 * because a release's archive doesn't always carry its own.
 */
record ExternalBuilder(Path folder) {

  private static final Map<String, String> SCRIPTS =
      Map.of(
          "detect",
          """
          #!/bin/sh
          # detect SOURCE METADATA: exit 0 if this builder is the one.
          grep -q '"type" *: *"ccaas"' "$2/metadata.json"
          """,
          "build",
          """
          #!/bin/sh
          # build SOURCE METADATA OUTPUT: nothing to compile, the chaincode runs elsewhere.
          set -e
          cp "$1/connection.json" "$3/connection.json"
          """,
          "release",
          """
          #!/bin/sh
          # release OUTPUT RELEASE: where the peer looks for the chaincode's address.
          set -e
          mkdir -p "$2/chaincode/server"
          cp "$1/connection.json" "$2/chaincode/server/connection.json"
          """);

  void write() throws IOException {
    for (var script : SCRIPTS.entrySet()) {
      var file = folder.resolve("bin").resolve(script.getKey());
      OwnerOnly.write(file, script.getValue());
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }
  }

  /** The peer's setting {@code chaincode.externalBuilders}, as YAML on one line. */
  String setting() {
    return "[{name: ccaas, path: \"" + folder + "\"}]";
  }
}
