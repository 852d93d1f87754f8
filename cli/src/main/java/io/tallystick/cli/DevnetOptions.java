package io.tallystick.cli;

import io.tallystick.devnet.Devnet;
import io.tallystick.devnet.layout.Installation;
import io.tallystick.devnet.layout.LedgerChoice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
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

  @Option(
      names = "--ledger",
      paramLabel = "dev|fabric",
      defaultValue = "${env:TALLYSTICK_LEDGER}",
      description =
          "The dev ledger, or Hyperledger Fabric from the release in FABRIC_HOME (default: what the"
              + " state folder was made with, TALLYSTICK_LEDGER, or dev).")
  private LedgerChoice.Kind ledger;

  @Option(
      names = "--batch-timeout",
      paramLabel = "MILLIS",
      description =
          "How long Fabric's orderer waits for more transactions before it cuts a block (default:"
              + " 10); part of the channel, so said when it is made.")
  private Integer batchTimeout;

  /**
   * @throws io.tallystick.devnet.DevnetFailure if Fabric is meant and isn't to be found
   */
  public Devnet devnet() {
    var folder = home == null ? Installation.find().root().resolve(".tallystick") : home;
    var devnet = portOffset == null ? Devnet.at(folder) : Devnet.at(folder, portOffset);
    var kind = ledger == null ? devnet.ledger().kind() : ledger;
    return devnet.on(kind, Optional.ofNullable(batchTimeout).map(Duration::ofMillis));
  }
}
