package io.tallystick.claims.review.adapter;

import io.tallystick.claims.review.app.Reviews;
import io.tallystick.claims.review.domain.Review;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

@Singleton
class DatabaseReviews implements Reviews {

  private final Clock clock;

  DatabaseReviews(Clock clock) {
    this.clock = clock;
  }

  @Override
  public void enter(Handle tx, Review review) {
    tx.createUpdate(
            """
            INSERT INTO appeal_review (claim_id, provider, payer, appealed_by, arrived_at, state)
            VALUES (:claimId, :provider, :payer, :appealedBy, :arrivedAt, 'WAITING')
            ON CONFLICT (claim_id) DO UPDATE SET appealed_by = excluded.appealed_by,
                arrived_at = excluded.arrived_at, state = 'WAITING', op_id = NULL,
                decided_by = NULL, decided_at = NULL
            WHERE appeal_review.state = 'DECIDED'
            """)
        .bindMethods(review)
        .execute();
  }

  @Override
  public Optional<Review> lock(Handle tx, String claimId) {
    return one(tx, claimId, " FOR UPDATE");
  }

  @Override
  public Optional<Review> find(Handle tx, String claimId) {
    return one(tx, claimId, "");
  }

  @Override
  public List<Review> waiting(Handle tx) {
    return tx.createQuery(
            "SELECT * FROM appeal_review WHERE state = 'WAITING' ORDER BY arrived_at, claim_id")
        .map((row, context) -> review(row))
        .list();
  }

  @Override
  public void deciding(Handle tx, String claimId, String opId, String by) {
    tx.createUpdate(
            """
            UPDATE appeal_review
            SET state = 'DECIDING', op_id = :opId, decided_by = :by, decided_at = :now
            WHERE claim_id = :claimId
            """)
        .bind("opId", opId)
        .bind("by", by)
        .bind("now", clock.instant())
        .bind("claimId", claimId)
        .execute();
  }

  @Override
  public void decided(Handle tx, String opId) {
    tx.createUpdate("UPDATE appeal_review SET state = 'DECIDED' WHERE op_id = :opId")
        .bind("opId", opId)
        .execute();
  }

  @Override
  public void reopened(Handle tx, String opId) {
    tx.createUpdate(
            """
            UPDATE appeal_review
            SET state = 'WAITING', op_id = NULL, decided_by = NULL, decided_at = NULL
            WHERE op_id = :opId
            """)
        .bind("opId", opId)
        .execute();
  }

  private static Optional<Review> one(Handle tx, String claimId, String lock) {
    return tx.createQuery("SELECT * FROM appeal_review WHERE claim_id = :claimId" + lock)
        .bind("claimId", claimId)
        .map((row, context) -> review(row))
        .findOne();
  }

  private static Review review(ResultSet row) throws SQLException {
    return new Review(
        row.getString("claim_id"),
        row.getString("provider"),
        row.getString("payer"),
        row.getString("appealed_by"),
        row.getTimestamp("arrived_at").toInstant(),
        Review.State.valueOf(row.getString("state")),
        row.getString("op_id"));
  }
}
