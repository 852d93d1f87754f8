package io.tallystick.cli.founding;

import io.tallystick.devnet.secret.InstitutionKeys;
import io.tallystick.ledger.crypto.OwnerOnly;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.org.Org;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An institution's keys and its entry in the founding; {@code docs/fabric.md}, step 5. */
@Command(
    name = "member",
    description =
        "Makes an institution's keys, unless they are there, and its public entry for the founding.")
public final class MemberCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "FOLDER",
      description = "Gets encryption.jwk and signing.jwk (secret) and member.json (public).")
  private Path folder;

  @Option(names = "--id", required = true, description = "Lower-case short name: riverside.")
  private String id;

  @Option(names = "--msp", required = true, description = "Its Fabric MSP: RiversideMSP.")
  private String msp;

  @Option(names = "--role", required = true, description = "${COMPLETION-CANDIDATES}.")
  private Org.Role role;

  @Option(
      names = "--issuer",
      required = true,
      description = "OIDC issuer of its staff and services.")
  private String issuer;

  @Option(
      names = "--endpoint",
      required = true,
      description = "Base URL under which the other members' services reach its own.")
  private String endpoint;

  @Override
  public Integer call() {
    OwnerOnly.folder(folder);
    var keys = new InstitutionKeys(folder);
    keys.create();
    var member =
        new Org(
            id,
            msp,
            role,
            keys.publicEncryption(),
            keys.publicSigning(),
            issuer,
            endpoint,
            Org.Status.ACTIVE,
            1);
    var file = folder.resolve("member.json");
    OwnerOnly.write(file, CanonicalJson.text(member));
    System.out.println("For the other members: " + file);
    return 0;
  }
}
