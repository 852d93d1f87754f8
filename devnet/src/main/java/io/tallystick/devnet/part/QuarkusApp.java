package io.tallystick.devnet.part;

import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.Installation;
import io.tallystick.devnet.layout.Ports;
import io.tallystick.devnet.process.Command;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A service or the portal: a Quarkus application whose configuration lies in {@code config/}.
 *
 * @param module whose build it runs
 * @param otherPorts where it listens besides HTTP
 */
public record QuarkusApp(
    String name,
    String module,
    int port,
    List<Integer> otherPorts,
    int heapMegabytes,
    List<String> needs,
    List<String> startsAfter,
    Home home,
    Installation installation)
    implements Part {

  @Override
  public List<Integer> ports() {
    return Stream.concat(Stream.of(port), otherPorts.stream()).toList();
  }

  @Override
  public Command command() {
    return JavaCommand.heap(installation, heapMegabytes)
        .with(
            "--enable-native-access=ALL-UNNAMED",
            "-Dsmallrye.config.locations=" + home.config(name),
            "-Ddevnet.part=" + name,
            "-jar",
            installation.quarkusApp(module).toString())
        .main(home.run(), Map.of());
  }

  @Override
  public boolean startsInTurn() {
    return true;
  }

  @Override
  public boolean answers() throws IOException {
    return Probe.ok("http://" + Ports.HOST + ":" + port + "/q/health/ready");
  }
}
