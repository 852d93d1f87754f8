package io.tallystick.cli.cluster;

import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.consortium.Institution;
import io.tallystick.devnet.genesis.FoundingList;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.secret.InstitutionKeys;
import io.tallystick.vocabulary.org.Org;

/**
 * The evaluation's members as they are founded on the ledger: their public keys, issuers and
 * endpoints inside the cluster.
 */
record Founding(Home home) {

  FoundingList list() {
    return new FoundingList(Consortium.INSTITUTIONS.stream().map(this::entry).toList());
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
