package io.tallystick.devnet;

import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.Installation;
import io.tallystick.devnet.layout.LedgerChoice;
import io.tallystick.devnet.layout.Mark;
import io.tallystick.devnet.layout.Ports;
import io.tallystick.devnet.part.Parts;
import io.tallystick.devnet.process.Backoff;
import io.tallystick.devnet.secret.Secrets;
import io.tallystick.devnet.supervisor.DevnetState;
import io.tallystick.devnet.supervisor.Supervisor;
import io.tallystick.devnet.supervisor.Wanted;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * The supervisor's process: {@code DevnetMain STATE_FOLDER PORT_OFFSET}. It runs what {@code
 * run/wanted.json} names until it gets SIGTERM; then it stops all parts, dependents first.
 */
public final class DevnetMain {

  private static final long LOOK_MILLIS = 200;

  public static void main(String[] args) throws Exception {
    var home = new Home(Path.of(args[0]));
    var ports = new Ports(Integer.parseInt(args[1]));
    try (var file =
            FileChannel.open(
                home.supervisorLock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = file.tryLock()) {
      if (lock == null) {
        System.out.println("another supervisor runs this devnet");
        return;
      }
      supervise(home, ports);
    }
  }

  private static void supervise(Home home, Ports ports) throws IOException, InterruptedException {
    var ledger = Mark.read(home).map(Mark::ledger).orElse(LedgerChoice.DEV);
    var parts = Parts.of(home, Installation.find(), ports, Secrets.of(home), ledger);
    var supervisor =
        new Supervisor(
            home, parts.all(), DevnetState.read(home), Clock.systemUTC(), Backoff.DEFAULT);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(
                    () -> {
                      say("stopping");
                      supervisor.stopAll();
                      say("stopped");
                    }));
    Wanted last = null;
    while (true) {
      var wanted = Wanted.read(home).orElse(null);
      if (wanted != null && !wanted.equals(last)) {
        say("wanted: " + String.join(", ", wanted.parts()));
        supervisor.want(wanted.parts());
        last = wanted;
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    }
  }

  private static void say(String what) {
    System.out.println(Instant.now() + " " + what);
  }

  private DevnetMain() {}
}
