package io.tallystick.devnet.fabric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallystick.devnet.DevnetFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FabricHomeTest {

  @TempDir private Path folder;

  @Test
  void a_release_that_lacks_something_is_refused_with_its_name() throws Exception {
    program("peer", "true");
    program("orderer", "true");
    program("configtxgen", "true");
    Files.createDirectories(folder.resolve("config"));
    Files.createFile(folder.resolve("config/core.yaml"));
    assertThatThrownBy(() -> FabricHome.at(folder.toString()))
        .isInstanceOf(DevnetFailure.class)
        .hasMessage(
            "FABRIC_HOME="
                + folder
                + " is no complete Fabric release: bin/osnadmin, config/orderer.yaml missing.");
  }

  @Test
  void a_channel_asks_for_what_the_release_has() throws Exception {
    assertThat(capabilities("peer:\n Version: v3.1.5\n"))
        .isEqualTo(new FabricHome.Capabilities("V3_0", "V2_0", "V2_5"));
    assertThat(capabilities("peer:\n Version: 2.5.12\n"))
        .isEqualTo(new FabricHome.Capabilities("V2_0", "V2_0", "V2_5"));
    assertThat(capabilities("peer:\n Version: v2.4.9\n"))
        .isEqualTo(new FabricHome.Capabilities("V2_0", "V2_0", "V2_0"));
    assertThat(capabilities("peer:\n Version: latest\n")).isEqualTo(FabricHome.Capabilities.OLDEST);
  }

  @Test
  void a_program_that_cant_run_here_is_said_to_be_so() throws Exception {
    program("peer", "echo wrong machine; exit 126");
    assertThatThrownBy(() -> new FabricHome(folder).version())
        .isInstanceOf(DevnetFailure.class)
        .hasMessageContaining("doesn't run here: wrong machine");
  }

  private FabricHome.Capabilities capabilities(String version) throws IOException {
    program("peer", "printf '" + version + "'");
    return new FabricHome(folder).capabilities();
  }

  private void program(String name, String does) throws IOException {
    var file = Files.createDirectories(folder.resolve("bin")).resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + does + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
