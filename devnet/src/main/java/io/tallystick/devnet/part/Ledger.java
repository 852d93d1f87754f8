package io.tallystick.devnet.part;

import io.tallystick.devnet.config.LedgerJson;
import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.genesis.FoundConsortium;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.Installation;
import io.tallystick.devnet.layout.Json;
import io.tallystick.devnet.layout.Ports;
import io.tallystick.devnet.process.Command;
import io.tallystick.ledger.crypto.OwnerOnly;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The dev ledger; ready once the consortium is founded on it, which needs the chaincode too. */
public record Ledger(Home home, Installation installation, Ports places) implements Part {

  public static final String NAME = "ledger";
  private static final int HEAP_MEGABYTES = 512;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Integer> ports() {
    return Consortium.INSTITUTIONS.stream().map(places::gateway).toList();
  }

  @Override
  public List<String> needs() {
    return List.of(Chaincode.NAME);
  }

  @Override
  public List<String> startsAfter() {
    return List.of();
  }

  @Override
  public void prepare() {
    OwnerOnly.write(config(), Json.text(LedgerJson.of(home, places)));
  }

  @Override
  public Command command() {
    return JavaCommand.heap(installation, HEAP_MEGABYTES)
        .with(
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
            "-cp",
            installation.devnetClassPath())
        .main(home.run(), Map.of(), "io.tallystick.ledger.LedgerMain", config().toString());
  }

  @Override
  public boolean answers() {
    return ports().stream().allMatch(Probe::listens);
  }

  @Override
  public void provision() throws Exception {
    new FoundConsortium(home, places).unlessDone();
  }

  private Path config() {
    return home.config().resolve("ledger.json");
  }
}
