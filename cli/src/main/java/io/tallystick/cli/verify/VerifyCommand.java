package io.tallystick.cli.verify;

import io.tallystick.cli.DevnetOptions;
import io.tallystick.cli.verify.reach.Peer;
import io.tallystick.cli.verify.reach.Surroundings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tallystick verify}: reads everything and says what doesn't fit. */
@Command(
    name = "verify",
    description = {
      "Reads every block and every service's copy of the ledger and says what doesn't fit.",
      "Exit code 1 if there is a problem, 2 if the ledger can't be read."
    })
public final class VerifyCommand implements Callable<Integer> {

  private static final int PROBLEMS = 1;
  private static final int UNREADABLE = 2;

  @Mixin private DevnetOptions options;

  @Option(
      names = "--org",
      paramLabel = "ORG",
      description = "Read this institution's peer only (default: all, and compare them).")
  private String org;

  @Option(names = "--chain-only", description = "Leave the services' copies out.")
  private boolean chainOnly;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Override
  public Integer call() throws Exception {
    var all = Surroundings.of(options.devnet(), org);
    var surroundings = chainOnly ? all.withoutServices() : all;
    var verified = new Verified(surroundings.rules());
    try {
      new VerifyLedger(surroundings, verified, block -> {}).verify();
    } catch (Peer.Unreachable unreadable) {
      System.err.println(unreadable.getMessage());
      return UNREADABLE;
    }
    var report = Report.of(verified);
    if (json) report.printJson(System.out);
    else report.print(System.out);
    return verified.findings().isEmpty() ? 0 : PROBLEMS;
  }
}
