package io.tallystick.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "up", description = "Starts parts, waits until they are ready, and leaves them.")
final class UpCommand implements Callable<Integer> {

  @Mixin private DevnetOptions options;

  @Parameters(paramLabel = "PART", description = "What to start with what it needs; none: all.")
  private List<String> parts = new ArrayList<>();

  @Override
  public Integer call() {
    var devnet = options.devnet();
    Progress.up(devnet, parts, System.out);
    if (devnet.status().stream().anyMatch(part -> part.name().equals("portal"))) {
      System.out.println("Portal: " + devnet.ports().portalUrl());
      System.out.println("Logins: " + devnet.home().logins());
    }
    return 0;
  }
}
