package io.tallystick.cli.soak;

import io.tallystick.cli.DevnetOptions;
import io.tallystick.cli.Progress;
import io.tallystick.cli.demo.Addresses;
import io.tallystick.cli.demo.Town;
import io.tallystick.cli.demo.http.Api;
import io.tallystick.cli.demo.http.Reply.UnexpectedReply;
import io.tallystick.cli.demo.identity.Tokens;
import io.tallystick.cli.demo.watch.BlockWatch;
import io.tallystick.devnet.Devnet;
import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.layout.Ports;
import io.tallystick.ledger.crypto.CryptoMaterial;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code tallystick soak audit}: some thousands of decisions, then the custodian's AuditEvents
 * against the ledger's accesses, in number and by id.
 */
@Command(
    name = "audit",
    description = {
      "Asks for records some thousands of times, lets the requests lapse, and compares every",
      "decision of that hospital on the ledger with its AuditEvents. Exit code 1 if they differ."
    })
public final class AuditSoakCommand implements Callable<Integer> {

  private static final String OBSERVER = "authority";
  private static final int MOST = 100_000;

  @Mixin private DevnetOptions options;

  @Option(names = "--decisions", defaultValue = "10000", description = "Default: 10000.")
  private int decisions;

  @Option(names = "--callers", defaultValue = "8", description = "At once (default: 8).")
  private int callers;

  @Option(names = "--seed", defaultValue = "42", description = "Default: 42.")
  private long seed;

  @Override
  public Integer call() throws Exception {
    var devnet = options.devnet();
    Progress.up(devnet, List.of(), System.out);
    var identity = CryptoMaterial.enroll(devnet.home().crypto(), OBSERVER, "soak");
    var port = devnet.ports().gateway(Consortium.institution(OBSERVER));
    try (var watch = BlockWatch.start(identity, Ports.HOST, port)) {
      var campaign = new AuditCampaign(town(devnet), watch, seed, callers);
      var result = campaign.run(Math.clamp(decisions, 1, MOST));
      System.out.println(result);
      return result.agree() ? 0 : 1;
    } catch (UnexpectedReply | UncheckedIOException cannotGoOn) {
      System.err.println("FAILED: " + cannotGoOn.getMessage());
      return 1;
    }
  }

  private static Town town(Devnet devnet) {
    var api = new Api();
    var clock = Clock.systemUTC();
    var tokens = new Tokens(api, devnet.ports(), devnet.secrets(), clock);
    return new Town(api, tokens, new Addresses(devnet.ports()), clock);
  }
}
