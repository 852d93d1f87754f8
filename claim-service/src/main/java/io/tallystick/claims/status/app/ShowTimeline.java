package io.tallystick.claims.status.app;

import io.tallystick.claims.status.domain.Timeline;
import jakarta.inject.Singleton;

/** One claim from intake to where it is now. */
@Singleton
public class ShowTimeline {

  private final ReadableClaims readableClaims;
  private final ClaimViews views;
  private final ClaimLines lines;

  ShowTimeline(ReadableClaims readableClaims, ClaimViews views, ClaimLines lines) {
    this.readableClaims = readableClaims;
    this.views = views;
    this.lines = lines;
  }

  /** See {@link ReadableClaims#require} for what it refuses. */
  public Timeline show(String claimId) {
    var claim = readableClaims.require(claimId);
    return Timeline.of(claim, lines.of(claimId), views.steps(claimId));
  }
}
