package io.tallystick.devnet.supervisor;

import io.tallystick.devnet.part.Part;
import io.tallystick.devnet.process.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A part that is a shell script, ready once the file it touches is there. */
record Dummy(String name, List<String> needs, Path folder, String script) implements Part {

  static Dummy sleeping(String name, Path folder, String... needs) {
    return new Dummy(name, List.of(needs), folder, "touch %s; exec sleep 600".formatted(name));
  }

  @Override
  public List<Integer> ports() {
    return List.of(1);
  }

  @Override
  public Command command() {
    return Command.of(folder, List.of("sh", "-c", script));
  }

  @Override
  public boolean answers() {
    return Files.exists(folder.resolve(name));
  }
}
