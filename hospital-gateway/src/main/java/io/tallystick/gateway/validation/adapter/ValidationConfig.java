package io.tallystick.gateway.validation.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How resources are checked against FHIR R4. */
@ConfigMapping(prefix = "tallystick.validation")
public interface ValidationConfig {

  /** Resources checked at once: each takes a core for some milliseconds. */
  @Min(1)
  @Max(64)
  @WithDefault("2")
  int concurrency();

  /** How long a call waits for its turn, or for the definitions to be loaded. */
  @WithDefault("30s")
  Duration patience();

  /** How long FHIR's definitions (some two hundred megabytes) are kept after their last use. */
  @WithDefault("5m")
  Duration keep();
}
