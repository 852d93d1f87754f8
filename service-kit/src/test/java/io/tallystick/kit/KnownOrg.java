package io.tallystick.kit;

import io.tallystick.kit.ledger.Orgs;
import io.tallystick.vocabulary.crypto.PublicJwk;
import io.tallystick.vocabulary.org.Org;
import java.util.List;
import java.util.Optional;

/** A consortium of one, {@code summit}, in some standing. */
public record KnownOrg(PublicJwk signingKey, Org.Status status) implements Orgs {

  private Org org() {
    return new Org(
        "summit", "SummitMSP", Org.Role.HOSPITAL, signingKey, signingKey, "", "", status, 1);
  }

  @Override
  public Optional<Org> byId(String orgId) {
    return Optional.of(org()).filter(org -> org.id().equals(orgId));
  }

  @Override
  public Optional<Org> byMsp(String mspId) {
    return Optional.empty();
  }

  @Override
  public Optional<Org> byIssuer(String issuer) {
    return Optional.empty();
  }

  @Override
  public List<Org> active() {
    return status == Org.Status.ACTIVE ? List.of(org()) : List.of();
  }
}
