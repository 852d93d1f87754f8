package io.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerMainTest {

  @TempDir Path folder;

  private Process ledger(int port) throws Exception {
    var config =
        """
        {"dataFolder": "%s/data", "cryptoFolder": "%s/crypto", "channel": "testing",
         "blockCutting": {"batchTimeoutMs": 10},
         "orgs": [{"name": "riverside", "gatewayPort": %d}],
         "chaincodes": [{"name": "kv", "address": "127.0.0.1:1", "policy": {"outOf": 1}}]}
        """
            .formatted(folder, folder, port);
    var file = Files.writeString(folder.resolve("ledger.json"), config);
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            "-Xmx128m",
            "-cp",
            System.getProperty("java.class.path"),
            "io.tallystick.ledger.LedgerMain",
            file.toString())
        .redirectErrorStream(true)
        .start();
  }

  private static String lineWith(Process process, String text) throws Exception {
    var reader = new BufferedReader(new InputStreamReader(process.getInputStream()));
    for (var line = reader.readLine(); line != null; line = reader.readLine()) {
      if (line.contains(text)) {
        return line;
      }
    }
    return "";
  }

  @Test
  void it_says_when_it_is_ready_and_ends_when_asked_to() throws Exception {
    var process = ledger(TestNetwork.freePort());
    try {
      assertThat(lineWith(process, "ready")).isEqualTo("ledger ready");
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void a_taken_port_is_one_clear_sentence() throws Exception {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var process = ledger(taken.getLocalPort());
      assertThat(lineWith(process, "ledger:"))
          .isEqualTo(
              "ledger: the gateway of riverside cannot listen on 127.0.0.1:%d; is the port taken?"
                  .formatted(taken.getLocalPort()));
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(1);
    }
  }
}
