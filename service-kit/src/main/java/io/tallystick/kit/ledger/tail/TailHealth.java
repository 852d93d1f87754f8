package io.tallystick.kit.ledger.tail;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the tail has read the consortium's founding and as long as its peer serves blocks. */
@Readiness
@ApplicationScoped
class TailHealth implements HealthCheck {

  private final TailProgress progress;
  private final OrgCache orgs;

  TailHealth(TailProgress progress, OrgCache orgs) {
    this.progress = progress;
    this.orgs = orgs;
  }

  @Override
  public HealthCheckResponse call() {
    var fault = progress.fault();
    var answer = HealthCheckResponse.named("ledger").withData("height", progress.height());
    if (fault != null) return answer.down().withData("fault", fault).build();
    return answer.status(!orgs.active().isEmpty()).build();
  }
}
