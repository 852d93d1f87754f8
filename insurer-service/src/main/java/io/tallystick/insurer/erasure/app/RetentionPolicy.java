package io.tallystick.insurer.erasure.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long evidence stays after its consent was revoked. The ledger allows 30 years. */
@ConfigMapping(prefix = "tallystick.insurer.retention")
public interface RetentionPolicy {

  /**
   * After the decision it was used for, as records of adjudications have to be kept; 6 years (45
   * CFR 164.316(b)(2)(i) asks that of an insurer's documentation). PT0S erases at once.
   */
  @WithDefault("P2190D")
  Duration decided();

  /** While the claim isn't decided yet, from the revocation on; PT0S decides without it. */
  @WithDefault("P60D")
  Duration inProgress();
}
