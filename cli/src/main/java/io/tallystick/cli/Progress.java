package io.tallystick.cli;

import io.tallystick.devnet.Devnet;
import io.tallystick.devnet.supervisor.PartStatus;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;

/** A line for each part that gets somewhere, with the seconds since the start. */
public final class Progress {

  private final PrintStream out;
  private final long start = System.nanoTime();
  private final long begun = System.currentTimeMillis();
  private int ready;

  public Progress(PrintStream out) {
    this.out = out;
  }

  /** Brings the parts up, printing as they come. */
  public static void up(Devnet devnet, List<String> parts, PrintStream out) {
    devnet.up(parts);
    var progress = new Progress(out);
    devnet.awaitReady(Duration.ofMinutes(20), progress::changed);
    progress.done();
  }

  void changed(PartStatus part) {
    switch (part.state()) {
      case READY -> {
        ready++;
        line(part.name(), "ready on port " + part.port() + howLong(part));
      }
      case PREPARING -> {
        if (part.name().equals("keycloak"))
          line(part.name(), "preparing (the first time takes half a minute)");
      }
      case RESTARTING -> line(part.name(), "starting again: " + part.problem());
      case FAILED -> line(part.name(), "can't run here");
      case WAITING, STARTING, STOPPING, STOPPED -> {}
    }
  }

  private String howLong(PartStatus part) {
    return part.since() < begun
        ? ", as before"
        : ", started in %.1f s".formatted(part.startMillis() / 1000.0);
  }

  void done() {
    line(ready + " parts", "ready");
  }

  private void line(String who, String what) {
    out.printf("%6.1f s  %-28s %s%n", (System.nanoTime() - start) / 1e9, who, what);
  }
}
