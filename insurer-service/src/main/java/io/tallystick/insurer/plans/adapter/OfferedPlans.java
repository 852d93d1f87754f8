package io.tallystick.insurer.plans.adapter;

import io.quarkus.runtime.Startup;
import io.tallystick.insurer.plans.domain.PlanCatalog;
import io.tallystick.insurer.plans.domain.PlanDigests;
import io.tallystick.insurer.plans.domain.ServiceCategories;
import io.tallystick.kit.config.TallystickConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The plans of the institution that this service works for; a broken document stops the start. */
@ApplicationScoped
class OfferedPlans {

  @Produces
  @Singleton
  @Startup
  PlanCatalog plans(TallystickConfig config) {
    return new PlanCatalog(
        PlanReader.bundled().stream()
            .filter(plan -> plan.insurer().equals(config.org().id()))
            .toList());
  }

  @Produces
  @Singleton
  @Startup
  PlanDigests digests() {
    return PlanReader.digests();
  }

  @Produces
  @Singleton
  @Startup
  ServiceCategories categories() {
    return PlanReader.categories();
  }
}
