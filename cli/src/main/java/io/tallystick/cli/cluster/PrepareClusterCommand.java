package io.tallystick.cli.cluster;

import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.fabric.FabricChaincode;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.Json;
import io.tallystick.ledger.crypto.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Step 3 of {@code docs/operations/deploy.md}. */
@Command(
    name = "prepare-cluster",
    description =
        "Makes what k8s/overlays/evaluation needs and no operator makes: secrets, the chaincode's"
            + " package, the founding of the consortium.")
public final class PrepareClusterCommand implements Callable<Integer> {

  private static final String VERSION = "1.0";
  private static final int ENDORSEMENTS = 2;

  @Option(
      names = "--out",
      defaultValue = ".tallystick/cluster",
      description = "Folder, owner-only; what is in it is kept (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Override
  public Integer call() throws IOException {
    var home = new Home(out);
    OwnerOnly.folder(home.folder());
    OwnerOnly.folder(home.folder().resolve("keys"));
    write("vaults.json", list(Vaults.in(home)));
    var chaincode = chaincode();
    Files.write(home.folder().resolve("chaincode.tgz"), chaincode.packageBytes());
    var founding = new Founding(home).list();
    var digest = founding.digest();
    write("chaincode-package.json", list(packages(chaincode, digest)));
    OwnerOnly.write(home.folder().resolve("founding.json"), founding.invocation());
    System.out.printf(
        "%s: vaults.json (secret), chaincode.tgz, chaincode-package.json, founding.json%n",
        home.folder());
    System.out.printf("chaincode package  %s%n", chaincode.packageId());
    System.out.printf("endorsement policy %s%n", chaincode.policy());
    System.out.printf("founding digest    %s%n", digest);
    return 0;
  }

  /** In every namespace the same server name, so one package for all. */
  private static FabricChaincode chaincode() {
    var members = Consortium.INSTITUTIONS.stream().map(it -> it.msp()).toList();
    return new FabricChaincode(
        Consortium.CHAINCODE,
        VERSION,
        "chaincode:7052",
        FabricChaincode.outOf(ENDORSEMENTS, members));
  }

  /** What each institution's chaincode runs as, and the one founding that it endorses. */
  private static List<Map<String, Object>> packages(FabricChaincode chaincode, String founding) {
    return Consortium.INSTITUTIONS.stream()
        .map(
            it ->
                Map.<String, Object>of(
                    "apiVersion",
                    "v1",
                    "kind",
                    "ConfigMap",
                    "metadata",
                    Map.of("name", "chaincode-package", "namespace", Founding.namespace(it)),
                    "data",
                    Map.of("id", chaincode.packageId(), "founding", founding)))
        .toList();
  }

  private static Map<String, Object> list(List<Map<String, Object>> items) {
    return Map.of("apiVersion", "v1", "kind", "List", "items", items);
  }

  private void write(String name, Map<String, Object> content) {
    OwnerOnly.write(out.resolve(name), Json.text(content));
  }
}
