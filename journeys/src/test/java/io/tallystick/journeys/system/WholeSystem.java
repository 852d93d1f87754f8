package io.tallystick.journeys.system;

import io.tallystick.cli.demo.Addresses;
import io.tallystick.cli.demo.Town;
import io.tallystick.cli.demo.http.Api;
import io.tallystick.cli.demo.identity.Tokens;
import io.tallystick.cli.demo.watch.BlockWatch;
import io.tallystick.devnet.Devnet;
import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.layout.Folders;
import io.tallystick.devnet.layout.Installation;
import io.tallystick.devnet.layout.LedgerChoice;
import io.tallystick.devnet.layout.Ports;
import io.tallystick.devnet.process.ProcessIdentity;
import io.tallystick.devnet.process.Signal;
import io.tallystick.devnet.supervisor.DevnetState;
import io.tallystick.devnet.supervisor.PartStatus;
import io.tallystick.ledger.crypto.CryptoMaterial;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The devnet of this test run: a folder and ports of its own, so that a user's devnet may run
 * beside it. It ends with the run, each process by its pid, also when the run is interrupted.
 */
public final class WholeSystem implements AutoCloseable {

  /** Another one for a run beside another. */
  private static final int PORT_OFFSET =
      Integer.getInteger("tallystick.journeys.port-offset", 20_000);

  private static final Duration START_LIMIT = Duration.ofMinutes(6);
  private static final String OBSERVER = "authority";

  /** {@code fabric} runs the same journeys on real Fabric, from {@code FABRIC_HOME}. */
  private static final LedgerChoice.Kind LEDGER =
      LedgerChoice.Kind.valueOf(
          System.getProperty("tallystick.ledger", "dev").toUpperCase(Locale.ROOT));

  /** Set while working on these tests: a devnet that is there serves again, and stays. */
  private static final boolean KEEP = Boolean.getBoolean("tallystick.journeys.keep");

  private final Devnet devnet;
  private final Thread onExit = Thread.ofPlatform().unstarted(this::end);
  private Town town;

  private WholeSystem(Devnet devnet) {
    this.devnet = devnet;
  }

  static WholeSystem start() {
    var folder = target().resolve("devnet");
    if (!KEEP) removed(folder);
    var system = new WholeSystem(Devnet.at(folder, PORT_OFFSET).on(LEDGER, Optional.empty()));
    if (!KEEP) Runtime.getRuntime().addShutdownHook(system.onExit);
    var begun = System.nanoTime();
    system.devnet.up(List.of());
    system.devnet.awaitReady(START_LIMIT, part -> {});
    System.out.printf("devnet ready after %.0f s%n", (System.nanoTime() - begun) / 1e9);
    return system;
  }

  /** With what an earlier run left running when it was killed, whichever its ledger was. */
  private static void removed(Path folder) {
    new WholeSystem(Devnet.at(folder, PORT_OFFSET)).end();
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where tests put what they make. */
  public static Path target() {
    return Installation.find().root().resolve("journeys/target/journeys");
  }

  public Devnet devnet() {
    return devnet;
  }

  /** Some checks look into the dev ledger's own files; Fabric's are Fabric's business. */
  public boolean isOnFabric() {
    return devnet.ledger().isFabric();
  }

  public int portOffset() {
    return PORT_OFFSET;
  }

  /** The public APIs, with real tokens. */
  public synchronized Town town() {
    if (town == null) {
      var api = new Api();
      var clock = Clock.systemUTC();
      var tokens = new Tokens(api, devnet.ports(), devnet.secrets(), clock);
      town = new Town(api, tokens, new Addresses(devnet.ports()), clock);
    }
    return town;
  }

  /** Reads the chain from its first block on, through Deliver, with an identity of its own. */
  public BlockWatch ledger() {
    var identity = CryptoMaterial.enroll(devnet.home().crypto(), OBSERVER, "journeys");
    var port = devnet.ports().gateway(Consortium.institution(OBSERVER));
    return BlockWatch.start(identity, Ports.HOST, port);
  }

  public void awaitReady(Duration limit) {
    devnet.awaitReady(limit, part -> {});
  }

  @Override
  public void close() {
    if (KEEP) return;
    end();
    Runtime.getRuntime().removeShutdownHook(onExit);
  }

  private void end() {
    var state = DevnetState.read(devnet.home());
    var processes =
        Stream.concat(
                Stream.of(state.supervisor()).filter(Objects::nonNull),
                state.parts().stream().map(PartStatus::process).filter(Objects::nonNull))
            .toList();
    devnet.down();
    processes.stream().filter(ProcessIdentity::isAlive).forEach(Signal.KILL::to);
  }
}
