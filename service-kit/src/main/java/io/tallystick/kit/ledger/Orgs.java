package io.tallystick.kit.ledger;

import io.tallystick.vocabulary.org.Org;
import java.util.List;
import java.util.Optional;

/** The consortium as the ledger has it; cached, kept current by the block tail. */
public interface Orgs {

  Optional<Org> byId(String orgId);

  Optional<Org> byMsp(String mspId);

  Optional<Org> byIssuer(String issuer);

  List<Org> active();
}
