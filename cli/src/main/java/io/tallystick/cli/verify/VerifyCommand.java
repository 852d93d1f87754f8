package io.tallystick.cli.verify;

import io.tallystick.cli.DevnetOptions;
import io.tallystick.cli.verify.reach.Peer;
import io.tallystick.cli.verify.reach.Surroundings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tallystick verify}: reads everything and says what doesn't fit. */
@Command(
    name = "verify",
    description = {
      "Reads every block and every service's copy of the ledger and says what doesn't fit.",
      "With --document it proves that a document was anchored and writes a certificate; with",
      "--certificate it rechecks one, without a network.",
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

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description =
          "Instead of a devnet: the configuration file of a service on a Fabric network; repeated"
              + " for every service and peer to be read.")
  private List<Path> configs = List.of();

  @Option(names = "--chain-only", description = "Leave the services' copies out.")
  private boolean chainOnly;

  @Option(
      names = "--state",
      description =
          "Ask each peer for every entry too: what it endorses from must follow from blocks.")
  private boolean state;

  @Option(names = "--json", description = "Print the report as JSON.")
  private boolean json;

  @Option(
      names = "--document",
      paramLabel = "FILE",
      description = "The exact bytes that were committed to.")
  private Path document;

  @Option(
      names = "--salt",
      paramLabel = "SALT",
      description = "What opens the document's commitment: 32 bytes, hexadecimal or base64.")
  private String salt;

  @Option(
      names = "--leaf",
      paramLabel = "FILE",
      description = "For a resource of a record: JSON with index, size, path and root.")
  private Path leaf;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "certificate.json",
      description =
          "Where the certificate goes, a page to print beside it (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--certificate",
      paramLabel = "FILE",
      description = "Recheck this certificate; with --document and --salt, that it is that one's.")
  private Path certificate;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws Exception {
    if ((document == null) != (salt == null)) {
      throw new ParameterException(spec.commandLine(), "--document and --salt go together");
    }
    try {
      var proof = new DocumentProof(document, salt, leaf);
      if (certificate != null) return proof.recheck(certificate, System.out) ? 0 : PROBLEMS;
      return document == null ? verify() : prove(proof);
    } catch (Peer.Unreachable unreadable) {
      System.err.println(unreadable.getMessage());
      return UNREADABLE;
    } catch (IllegalArgumentException unusable) {
      throw new ParameterException(spec.commandLine(), unusable.getMessage(), unusable);
    } catch (IOException unreadable) {
      throw new ParameterException(
          spec.commandLine(), "can't be read or written: " + unreadable.getMessage(), unreadable);
    }
  }

  private int verify() throws InterruptedException {
    var all = surroundings();
    var verified = read(chainOnly ? all.withoutServices() : all);
    var report = Report.of(verified);
    if (json) report.printJson(System.out);
    else report.print(System.out);
    return verified.findings().isEmpty() ? 0 : PROBLEMS;
  }

  private Surroundings surroundings() {
    return configs.isEmpty() ? Surroundings.of(options.devnet(), org) : Surroundings.of(configs);
  }

  private int prove(DocumentProof proof) throws InterruptedException, IOException {
    var surroundings = surroundings().withoutServices();
    var verified = read(surroundings);
    if (!verified.findings().isEmpty()) {
      Report.of(verified).print(System.out);
      return PROBLEMS;
    }
    return proof.prove(verified, surroundings, out, System.out) ? 0 : PROBLEMS;
  }

  private Verified read(Surroundings surroundings) throws InterruptedException {
    var verified = new Verified(surroundings.rules());
    new VerifyLedger(surroundings, verified, state).verify();
    return verified;
  }
}
