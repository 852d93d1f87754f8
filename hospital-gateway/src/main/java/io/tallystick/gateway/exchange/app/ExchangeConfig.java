package io.tallystick.gateway.exchange.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Limits of searches at other hospitals. */
@ConfigMapping(prefix = "tallystick.gateway.exchange")
public interface ExchangeConfig {

  /** How long a clinician's search waits for answers before it shows what there is. */
  @WithDefault("5s")
  Duration answerWait();

  /** How long a patient who is asked may take; later answers aren't fetched any more. */
  @WithDefault("1d")
  Duration deadline();

  /** One call to another hospital. */
  @WithDefault("8s")
  Duration callTimeout();

  /** Most bytes of another hospital's answer; what is longer isn't read on. */
  @Min(1024)
  @Max(1_073_741_824)
  @WithDefault("33554432")
  int answerLimit();
}
