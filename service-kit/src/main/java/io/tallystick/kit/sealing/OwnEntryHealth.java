package io.tallystick.kit.sealing;

import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ledger.Orgs;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready while the ledger knows this institution by other keys, or not at all: others would seal
 * to somebody else's key and believe somebody else's signatures. Shows a founding or a rotation
 * that wasn't the institution's own.
 */
@Readiness
@ApplicationScoped
class OwnEntryHealth implements HealthCheck {

  private final Orgs orgs;
  private final InstitutionKeys keys;
  private final String ownOrg;

  OwnEntryHealth(Orgs orgs, InstitutionKeys keys, TallystickConfig config) {
    this.orgs = orgs;
    this.keys = keys;
    this.ownOrg = config.org().id();
  }

  @Override
  public HealthCheckResponse call() {
    var answer = HealthCheckResponse.named("own entry on the ledger");
    var own = orgs.byId(ownOrg);
    if (own.isEmpty()) return answer.down().withData("fault", "the ledger has none").build();
    return keys.areOf(own.get())
        ? answer.up().build()
        : answer.down().withData("fault", "the ledger knows other keys for this one").build();
  }
}
