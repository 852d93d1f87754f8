package io.tallystick.devnet;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.Installation;
import io.tallystick.devnet.layout.Json;
import io.tallystick.devnet.layout.LedgerChoice;
import io.tallystick.devnet.layout.Ports;
import io.tallystick.devnet.part.Parts;
import io.tallystick.devnet.process.ProcessIdentity;
import io.tallystick.devnet.secret.Secrets;
import io.tallystick.devnet.supervisor.DevnetState;
import io.tallystick.devnet.supervisor.PartStatus;
import io.tallystick.ledger.crypto.OwnerOnly;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorProcessTest {

  @TempDir private Path folder;

  /** As one does whose classes were built anew under it. */
  @Test
  void parts_end_although_their_supervisor_forgot_them() throws Exception {
    var home = new Home(folder);
    OwnerOnly.folder(home.run());
    var forgetful = Files.writeString(folder.resolve("forgotten"), Json.text(DevnetState.NONE));
    var part = new ProcessBuilder("sleep", "600").start();
    var supervisor =
        new ProcessBuilder(
                "sh",
                "-c",
                "trap 'cp %s %s; exit 0' TERM; echo ready; while :; do sleep 0.05; done"
                    .formatted(forgetful, home.state()))
            .start();
    try {
      assertThat(supervisor.inputReader().readLine()).isEqualTo("ready");
      new DevnetState(identity(supervisor), List.of(running("kafka", part))).write(home);
      var ports = new Ports(0);
      var installation = Installation.find();
      var parts = Parts.of(home, installation, ports, Secrets.of(home), LedgerChoice.DEV);
      new SupervisorProcess(home, installation, ports).end(parts, Duration.ofSeconds(60));
      assertThat(supervisor.waitFor()).isZero();
      assertThat(part.waitFor()).isNotZero();
      assertThat(DevnetState.read(home)).isEqualTo(DevnetState.NONE);
    } finally {
      part.destroyForcibly();
      supervisor.destroyForcibly();
    }
  }

  private static ProcessIdentity identity(Process process) {
    return ProcessIdentity.of(process.pid()).orElseThrow();
  }

  private static PartStatus running(String name, Process process) {
    long now = System.currentTimeMillis();
    return new PartStatus(
        name, PartStatus.State.READY, 1, identity(process), "", 0, now, now, 1, null);
  }
}
