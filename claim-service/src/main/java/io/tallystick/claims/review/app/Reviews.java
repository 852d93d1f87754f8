package io.tallystick.claims.review.app;

import io.tallystick.claims.review.domain.Review;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Appeals that lie with the Authority. */
public interface Reviews {

  /** Again after an appeal that was decided: a lapse may bring one back. */
  void enter(Handle tx, Review review);

  /** The review, locked until the transaction ends. */
  Optional<Review> lock(Handle tx, String claimId);

  Optional<Review> find(Handle tx, String claimId);

  /** Those that wait for a reviewer, the longest waiting first. */
  List<Review> waiting(Handle tx);

  void deciding(Handle tx, String claimId, String opId, String by);

  void decided(Handle tx, String opId);

  /** The ledger refused the decision: somebody has to look again. */
  void reopened(Handle tx, String opId);
}
