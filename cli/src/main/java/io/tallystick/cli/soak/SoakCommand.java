package io.tallystick.cli.soak;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code tallystick soak}: a subcommand per campaign. */
@Command(
    name = "soak",
    description = "Long campaigns against a running devnet; see the subcommands.",
    subcommands = AuditSoakCommand.class)
public final class SoakCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }
}
