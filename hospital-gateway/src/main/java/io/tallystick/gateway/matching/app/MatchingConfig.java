package io.tallystick.gateway.matching.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Thresholds of matching, in bits of weight; docs/records.md says what they come to. */
@ConfigMapping(prefix = "tallystick.gateway.matching")
public interface MatchingConfig {

  /** From here on a patient is put before a clerk. */
  @Min(5)
  @Max(60)
  @WithDefault("15")
  int reviewFrom();

  /** From here on a candidate is called probable, below it possible. */
  @Min(5)
  @Max(60)
  @WithDefault("22")
  int probableFrom();

  /** Most candidates that a clerk is shown. */
  @Min(1)
  @Max(50)
  @WithDefault("10")
  int mostCandidates();
}
