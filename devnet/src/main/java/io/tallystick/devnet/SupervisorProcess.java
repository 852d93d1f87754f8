package io.tallystick.devnet;

import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.Installation;
import io.tallystick.devnet.layout.Jit;
import io.tallystick.devnet.layout.Ports;
import io.tallystick.devnet.part.Parts;
import io.tallystick.devnet.process.Command;
import io.tallystick.devnet.process.RunningProcess;
import io.tallystick.devnet.process.Signal;
import io.tallystick.devnet.supervisor.DevnetState;
import io.tallystick.devnet.supervisor.PartStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The process that runs the parts: started here, and ended with all it started. */
record SupervisorProcess(Home home, Installation installation, Ports ports) {

  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration PART_LIMIT = Duration.ofSeconds(20);

  void start() {
    try {
      var process = command().start(home.log("devnet"));
      Await.until(() -> isThere() || !process.isAlive(), START_LIMIT);
      if (!isThere()) {
        throw new DevnetFailure(
            "The supervisor didn't start; why stands in " + home.log("devnet") + ".");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start the supervisor", e);
    }
  }

  /** Ends it, and what an earlier one left behind too. */
  void end(Parts parts, Duration limit) {
    var before = DevnetState.read(home);
    if (before.isSupervised()) {
      Signal.TERM.to(before.supervisor());
      if (!Await.until(() -> !before.isSupervised(), limit)) Signal.KILL.to(before.supervisor());
    }
    // Also what it knew: one whose classes were built anew meanwhile may end without its parts.
    Stream.concat(before.parts().stream(), DevnetState.read(home).parts().stream())
        .filter(PartStatus::isRunning)
        .forEach(part -> end(part, parts.stopSignal(part.name())));
    if (before.supervisor() != null) DevnetState.NONE.write(home);
  }

  private boolean isThere() {
    return DevnetState.read(home).isSupervised();
  }

  private static void end(PartStatus part, Signal signal) {
    try {
      RunningProcess.adopted(part.process(), part.started()).end(signal, PART_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Command command() {
    return Command.of(
        home.run(),
        List.of(
            // A session of its own: closing the terminal doesn't reach it.
            "setsid",
            installation.java().toString(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
            "-Dtallystick.root=" + installation.root(),
            "-D" + Jit.PROPERTY + "=" + Jit.asked(),
            "-cp",
            installation.devnetClassPath(),
            DevnetMain.class.getName(),
            home.folder().toString(),
            Integer.toString(ports.offset())));
  }
}
