package io.tallystick.claims.status.app;

import io.tallystick.claims.status.domain.ClaimSummary;
import io.tallystick.claims.status.domain.TimelineStep;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The projection that answers where a claim is. */
public interface ClaimViews {

  /**
   * What a list asks for; absent parts don't filter.
   *
   * @param patientIds only these patients' claims; empty finds none
   * @param limit at most so many, newest change first
   */
  record Wanted(Optional<String> state, Optional<Collection<String>> patientIds, int limit) {}

  List<ClaimSummary> find(Wanted wanted);

  Optional<ClaimSummary> byId(String claimId);

  /** In order; a claim that the ledger hasn't (yet) has one step. */
  List<TimelineStep> steps(String claimId);

  /** How many claims are in each state. */
  Map<String, Long> counts();
}
