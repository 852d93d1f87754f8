package io.tallystick.cli;

import io.tallystick.devnet.Devnet;
import io.tallystick.devnet.layout.Installation;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which devnet a command means; mixed into every command. */
public final class DevnetOptions {

  @Option(
      names = "--home",
      paramLabel = "FOLDER",
      defaultValue = "${env:TALLYSTICK_HOME}",
      description = "State folder (default: .tallystick in the project, or TALLYSTICK_HOME).")
  private Path home;

  @Option(
      names = "--port-offset",
      paramLabel = "N",
      defaultValue = "${env:TALLYSTICK_PORT_OFFSET}",
      description =
          "Added to every port, for a second devnet beside the first (default: what the state"
              + " folder was made with, TALLYSTICK_PORT_OFFSET, or 0).")
  private Integer portOffset;

  public Devnet devnet() {
    var folder = home == null ? Installation.find().root().resolve(".tallystick") : home;
    return portOffset == null ? Devnet.at(folder) : Devnet.at(folder, portOffset);
  }
}
