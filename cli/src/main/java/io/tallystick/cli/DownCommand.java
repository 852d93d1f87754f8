package io.tallystick.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "down", description = "Stops every part; their state stays.")
final class DownCommand implements Callable<Integer> {

  @Mixin private DevnetOptions options;

  @Override
  public Integer call() {
    var devnet = options.devnet();
    long start = System.nanoTime();
    devnet.down();
    System.out.printf("Everything is stopped (%.1f s).%n", (System.nanoTime() - start) / 1e9);
    return 0;
  }
}
