package io.tallystick.devnet.check;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tallystick.devnet.DevnetFailure;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.Installation;
import io.tallystick.devnet.layout.Ports;
import io.tallystick.devnet.part.QuarkusApp;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreflightTest {

  private static final long GIGABYTE = 1L << 30;

  @Test
  void a_port_in_use_is_named_with_the_part_that_wants_it() throws Exception {
    try (var other = new ServerSocket(0, 1, InetAddress.getByName(Ports.HOST))) {
      assertThatThrownBy(() -> Preflight.portsAreFree(List.of(portalOn(other.getLocalPort()))))
          .isInstanceOf(DevnetFailure.class)
          .hasMessageContaining("Port " + other.getLocalPort())
          .hasMessageContaining("part portal");
    }
  }

  @Test
  void a_port_used_on_every_address_is_in_use_too() throws Exception {
    try (var other = new ServerSocket(0)) {
      assertThatThrownBy(() -> Preflight.portsAreFree(List.of(portalOn(other.getLocalPort()))))
          .isInstanceOf(DevnetFailure.class);
    }
  }

  @Test
  void a_free_port_passes() throws Exception {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    assertThatCode(() -> Preflight.portsAreFree(List.of(portalOn(port))))
        .doesNotThrowAnyException();
  }

  @Test
  void too_little_memory_is_refused_in_proportion_to_what_starts() {
    assertThatThrownBy(() -> Preflight.memoryIsThere(4 * GIGABYTE, 14, 14))
        .isInstanceOf(DevnetFailure.class)
        .hasMessage("Not enough memory: 5.0 GiB needed, 4.0 GiB available.");
    assertThatCode(() -> Preflight.memoryIsThere(4 * GIGABYTE, 3, 14)).doesNotThrowAnyException();
  }

  private static QuarkusApp portalOn(int port) {
    return new QuarkusApp(
        "portal",
        "portal",
        port,
        List.of(),
        256,
        List.of(),
        List.of(),
        new Home(Path.of("unused")),
        new Installation(Path.of("unused")));
  }
}
