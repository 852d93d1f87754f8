package io.tallystick.gateway.consents.app;

import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ledger.Orgs;
import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.org.Org;
import jakarta.enterprise.context.ApplicationScoped;

/** Who a consent may name: another institution that is an active member. */
@ApplicationScoped
public class Grantees {

  private final Orgs orgs;
  private final String ownOrg;

  public Grantees(Orgs orgs, TallystickConfig config) {
    this.orgs = orgs;
    this.ownOrg = config.org().id();
  }

  /**
   * @throws io.tallystick.kit.problem.ProblemException 422 {@code grantee.unknown}
   */
  public void require(String grantee) {
    boolean member =
        grantee != null
            && !grantee.equals(ownOrg)
            && orgs.byId(grantee).filter(o -> o.status() == Org.Status.ACTIVE).isPresent();
    if (!member) {
      throw Problem.unprocessable("grantee.unknown", "no such other institution").exception();
    }
  }
}
