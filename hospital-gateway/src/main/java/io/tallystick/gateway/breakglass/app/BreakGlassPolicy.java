package io.tallystick.gateway.breakglass.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Bounds of what leaves without a consent. */
@ConfigMapping(prefix = "tallystick.gateway.break-glass")
public interface BreakGlassPolicy {

  /** Most records of one patient in one release, the latest first. */
  @Min(1)
  @Max(1000)
  @WithDefault("50")
  int records();

  /** Most releases to one institution within an hour. */
  @Min(1)
  @WithDefault("30")
  int perHour();

  /** How long the same request gets the same answer again. */
  @WithDefault("10m")
  Duration repeatable();

  /** How long a clinician's request waits for the custodian's answer. */
  @WithDefault("10s")
  Duration answerWithin();

  /** Most bytes of the custodian's answer; what is longer isn't read on. */
  @Min(1024)
  @Max(1_073_741_824)
  @WithDefault("134217728")
  int answerLimit();
}
