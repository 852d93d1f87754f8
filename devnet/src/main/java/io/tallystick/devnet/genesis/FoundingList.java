package io.tallystick.devnet.genesis;

import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.devnet.consortium.Institution;
import io.tallystick.devnet.layout.Home;
import io.tallystick.devnet.layout.Ports;
import io.tallystick.devnet.secret.InstitutionKeys;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerOperation.BootstrapOrgs;
import io.tallystick.vocabulary.org.Org;
import java.util.List;
import java.util.Map;

/** The members that are founded on the ledger, in the order that all of them agreed on. */
public record FoundingList(List<Org> members) {

  /** One founding, whenever it is asked for: repeated, the ledger gives the same answer. */
  private static final String OPERATION = "00000000000000000000000000000001";

  public FoundingList {
    members = List.copyOf(members);
  }

  /** A devnet's, by the keys in its state folder. */
  public static FoundingList of(Home home, Ports ports) {
    return new FoundingList(
        Consortium.INSTITUTIONS.stream().map(each -> entry(each, home, ports)).toList());
  }

  private static Org entry(Institution institution, Home home, Ports ports) {
    var keys = new InstitutionKeys(home.keys(institution.id()));
    return new Org(
        institution.id(),
        institution.msp(),
        institution.role(),
        keys.publicEncryption(),
        keys.publicSigning(),
        ports.issuer(institution.id()),
        ports.url(institution.front()),
        Org.Status.ACTIVE,
        1);
  }

  public BootstrapOrgs operation() {
    return new BootstrapOrgs(OPERATION, members);
  }

  /** What each member's chaincode is told as {@code TALLYSTICK_FOUNDING}. */
  public String digest() {
    return operation().digest();
  }

  /** What {@code peer chaincode invoke -c} takes. */
  public String invocation() {
    return CanonicalJson.text(
        Map.of("Args", List.of("org:bootstrap", CanonicalJson.text(operation()))));
  }
}
