package io.tallystick.cli;

import io.tallystick.cli.bench.BenchCommand;
import io.tallystick.cli.cluster.PrepareClusterCommand;
import io.tallystick.cli.demo.DemoCommand;
import io.tallystick.cli.founding.FoundingCommand;
import io.tallystick.cli.founding.MemberCommand;
import io.tallystick.cli.soak.SoakCommand;
import io.tallystick.cli.verify.VerifyCommand;
import io.tallystick.devnet.DevnetFailure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The root command; a subcommand is one class. */
@Command(
    name = "tallystick",
    synopsisSubcommandLabel = "COMMAND",
    description = "Claims and records between institutions, on a ledger that none of them owns.",
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      VerifyCommand.class,
      DownCommand.class,
      ResetCommand.class,
      PrepareClusterCommand.class,
      MemberCommand.class,
      FoundingCommand.class,
      BenchCommand.class,
      SoakCommand.class,
      HelpCommand.class
    },
    footer = {
      "",
      "Done by the launcher itself:",
      "  build   Builds what the commands run; up and demo do it when sources changed.",
      "  images  Builds container images (--to FOLDER, or --registry HOST/NAME).",
      "  test    Runs all tests (--no-browser: without those in a browser).",
      "",
      "Examples:",
      "  ./tallystick demo                  build, start, settle claims, look around",
      "  ./tallystick up                    start every part, wait until it is ready",
      "  ./tallystick up postgres kafka     start two parts and what they need",
      "  ./tallystick logs -f ledger        follow one part's log",
      "  ./tallystick verify                read every block and every copy, say what doesn't fit",
      "  ./tallystick down                  stop everything, keep its state",
      "  ./tallystick reset --yes           stop everything and forget its state",
      "  FABRIC_HOME=/opt/fabric ./tallystick up --ledger fabric",
      "                                     on real Fabric; the state folder remembers it",
      "  ./tallystick up --home /tmp/two --port-offset 1000",
      "                                     a second devnet beside the first"
    })
public final class Tallystick implements Runnable {

  private static final int FAILED = 1;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }

  /** The command line as it is run; tests call it with arguments of their own. */
  public static CommandLine commandLine() {
    return new CommandLine(new Tallystick())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (fault, command, parsed) -> {
              if (!(fault instanceof DevnetFailure)) throw fault;
              System.err.println(fault.getMessage());
              return FAILED;
            });
  }

  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }
}
