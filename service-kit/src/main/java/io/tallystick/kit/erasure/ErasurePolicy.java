package io.tallystick.kit.erasure;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How soon this institution answers for what was released to it. */
@ConfigMapping(prefix = "tallystick.erasure")
public interface ErasurePolicy {

  /** How often receipts that are due are given. */
  @WithDefault("1s")
  Duration giveEvery();

  /** How often the own copy of the ledger is searched for receipts that no event told of. */
  @WithDefault("5m")
  Duration lookEvery();
}
