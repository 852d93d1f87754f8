package io.tallystick.claims.status.app;

import io.tallystick.claims.status.domain.ClaimSummary;
import io.tallystick.kit.identity.Caller;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The claims desk's list; at the Authority the regulator's, of ledger facts only. */
@Singleton
public class FindClaims {

  private final Caller caller;
  private final ClaimViews views;

  FindClaims(Caller caller, ClaimViews views) {
    this.caller = caller;
    this.views = views;
  }

  public List<ClaimSummary> find(Optional<String> state, Optional<String> patientId, int limit) {
    caller.requireStaff("billing-clerk", "regulator");
    return views.find(new ClaimViews.Wanted(state, patientId.map(List::of), limit));
  }
}
