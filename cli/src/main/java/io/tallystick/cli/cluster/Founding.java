package io.tallystick.cli.cluster;

import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.consortium.Institution;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.secret.InstitutionKeys;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerOperation.BootstrapOrgs;
import io.tallystick.vocabulary.org.Org;
import java.util.List;
import java.util.Map;

/**
 * The evaluation's members as they are founded on the ledger: their public keys, issuers and
 * endpoints inside the cluster.
 */
record Founding(Home home) {

  /** One founding, whenever it is asked for: repeated, the ledger gives the same answer. */
  private static final String OPERATION = "00000000000000000000000000000001";

  BootstrapOrgs operation() {
    return new BootstrapOrgs(OPERATION, Consortium.INSTITUTIONS.stream().map(this::entry).toList());
  }

  /** What {@code peer chaincode invoke -c} takes. */
  String invocation() {
    return CanonicalJson.text(
        Map.of("Args", List.of("org:bootstrap", CanonicalJson.text(operation()))));
  }

  static String namespace(Institution institution) {
    return "tallystick-" + institution.id();
  }

  private Org entry(Institution institution) {
    var keys = new InstitutionKeys(home.keys(institution.id()));
    var domain = namespace(institution) + ".svc";
    return new Org(
        institution.id(),
        institution.msp(),
        institution.role(),
        keys.publicEncryption(),
        keys.publicSigning(),
        "https://keycloak." + domain + "/realms/" + institution.id(),
        "https://" + institution.front().service() + "." + domain,
        Org.Status.ACTIVE,
        1);
  }
}
