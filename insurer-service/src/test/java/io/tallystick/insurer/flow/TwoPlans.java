package io.tallystick.insurer.flow;

import io.tallystick.insurer.plans.adapter.PlanReader;
import io.tallystick.insurer.plans.domain.Plan;
import io.tallystick.insurer.plans.domain.PlanCatalog;
import io.tallystick.insurer.plans.domain.PlanDigests;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.stream.Stream;

/** Harbor's own plan, and another with the same terms to be enrolled anew in. */
@ApplicationScoped
class TwoPlans {

  static final String OTHER = "harbor-other";

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  PlanCatalog plans() {
    var own = PlanReader.bundled().stream().filter(p -> p.insurer().equals("harbor")).toList();
    return new PlanCatalog(Stream.concat(own.stream(), own.stream().map(TwoPlans::other)).toList());
  }

  @Produces
  @Singleton
  @Alternative
  @Priority(1)
  PlanDigests digests() {
    var all = new HashMap<>(PlanReader.digests().byReference());
    for (var plan : PlanReader.bundled()) {
      all.put(other(plan).reference(), all.get(plan.reference()));
    }
    return new PlanDigests(all);
  }

  private static Plan other(Plan plan) {
    return new Plan(
        OTHER,
        plan.version(),
        plan.name(),
        plan.insurer(),
        plan.effective(),
        plan.deductible(),
        plan.outOfPocketMaximum(),
        plan.timelyFilingDays(),
        plan.benefits(),
        plan.exclusions(),
        plan.evidence(),
        plan.reviews());
  }
}
