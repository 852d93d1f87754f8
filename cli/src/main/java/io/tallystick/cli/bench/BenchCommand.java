package io.tallystick.cli.bench;

import io.tallystick.cli.bench.release.ReleaseBenchCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tallystick bench}: a subcommand per thing measured. */
@Command(
    name = "bench",
    description = "Measures; see the subcommands.",
    subcommands = {
      LedgerBenchCommand.class,
      ConsentBenchCommand.class,
      ReleaseBenchCommand.class,
      PublishBenchCommand.class
    })
public final class BenchCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }
}
