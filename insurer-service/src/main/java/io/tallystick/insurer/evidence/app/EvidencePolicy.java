package io.tallystick.insurer.evidence.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** How long and how often evidence is waited for. */
@ConfigMapping(prefix = "tallystick.insurer.evidence")
public interface EvidencePolicy {

  /** From a request to the decision without it; the ledger allows a pend of 60 days at most. */
  @WithDefault("P14D")
  Duration deadline();

  /** How often evidence is asked for again when a release is lost before the claim is pended. */
  @Min(1)
  @Max(100)
  @WithDefault("3")
  int asks();

  /** How long one fetch of a release may take, to the last byte of its body. */
  @WithDefault("10s")
  Duration fetchTimeout();

  /** Most bytes of one release; what is longer isn't read on. A record of 10 MiB takes 18. */
  @Min(1024)
  @Max(1_073_741_824)
  @WithDefault("33554432")
  int fetchLimit();

  /** First pause after a fetch that failed; doubles until the release expires. */
  @WithDefault("250ms")
  Duration firstPause();

  @WithDefault("10s")
  Duration longestPause();

  /** Most releases fetched at once. */
  @Min(1)
  @Max(256)
  @WithDefault("16")
  int concurrency();

  /** How often deadlines are looked at. */
  @WithDefault("5s")
  Duration lookAround();
}
