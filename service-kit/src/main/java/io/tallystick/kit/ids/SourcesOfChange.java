package io.tallystick.kit.ids;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** What would differ between two runs of the same code, as beans: time and randomness. */
@ApplicationScoped
public class SourcesOfChange {

  /** UTC in whole milliseconds, which databases and JSON keep without loss. */
  @Produces
  @Singleton
  Clock clock() {
    return Clock.tickMillis(java.time.ZoneOffset.UTC);
  }

  @Produces
  @Singleton
  Ids ids() {
    return Ids.secure();
  }
}
