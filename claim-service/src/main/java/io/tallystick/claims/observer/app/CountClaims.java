package io.tallystick.claims.observer.app;

import io.tallystick.claims.status.app.ClaimViews;
import io.tallystick.kit.identity.Caller;
import jakarta.inject.Singleton;
import java.util.Map;

/** How many claims are in each state, from ledger facts alone. */
@Singleton
public class CountClaims {

  private final Caller caller;
  private final ClaimViews views;

  CountClaims(Caller caller, ClaimViews views) {
    this.caller = caller;
    this.views = views;
  }

  public Map<String, Long> count() {
    caller.requireStaff("regulator", "billing-clerk");
    return views.counts();
  }
}
