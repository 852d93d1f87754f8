package io.tallystick.insurer.queue.app;

import io.tallystick.insurer.adjudication.domain.Carc;
import io.tallystick.insurer.adjudication.domain.ReviewState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What people decide, and did. */
public interface Reviews {

  /**
   * @param rule id of the plan's review rule
   * @param decided whether somebody did
   */
  record Review(String claimId, String rule, String reason, Instant queuedAt, boolean decided) {}

  /** Does nothing if it is queued. */
  void queue(Handle tx, String claimId, String rule, String reason);

  /** Claims that wait for an adjudicator, the longest waiting first. */
  List<Review> waiting(Handle tx);

  Optional<Review> find(Handle tx, String claimId);

  ReviewState state(Handle tx, String claimId);

  /**
   * @param denied by line sequence; the other lines are allowed
   * @param by the adjudicator's name
   * @param note the adjudicator's words, kept sealed
   */
  void decide(Handle tx, String claimId, Map<Integer, Carc> denied, String by, String note);
}
