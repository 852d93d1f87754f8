package io.tallystick.devnet.fabric;

import io.tallystick.devnet.process.Command;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One of Fabric's programs with exactly the settings given: they come from the environment, and the
 * {@code CORE_…} or {@code ORDERER_…} of somebody's shell must not mix with them.
 */
final class FabricCommand {

  private final FabricHome fabric;
  private final Map<String, String> environment = new TreeMap<>();

  FabricCommand(FabricHome fabric) {
    this.fabric = fabric;
    environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    environment.put("FABRIC_CFG_PATH", fabric.config().toString());
  }

  FabricCommand set(String name, Object value) {
    environment.put(name, value.toString());
    return this;
  }

  Command in(Path directory, String program, List<String> arguments) {
    var words = new ArrayList<>(List.of("env", "-i"));
    environment.forEach((name, value) -> words.add(name + "=" + value));
    words.add(fabric.program(program));
    words.addAll(arguments);
    return Command.of(directory, words);
  }
}
