package io.tallystick.insurer.queue.adapter;

import io.tallystick.insurer.adjudication.domain.Carc;
import io.tallystick.insurer.adjudication.domain.ReviewState;
import io.tallystick.insurer.queue.app.Reviews;
import io.tallystick.kit.sealing.SealedStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Rulings lie in their row as {@code sequence=CARC}, joined by spaces: no PHI in them. */
@ApplicationScoped
class JdbcReviews implements Reviews {

  private final SealedStore sealed;
  private final Clock clock;

  JdbcReviews(SealedStore sealed, Clock clock) {
    this.sealed = sealed;
    this.clock = clock;
  }

  @Override
  public void queue(Handle tx, String claimId, String rule, String reason) {
    tx.createUpdate(
            "INSERT INTO review (claim_id, rule, reason, queued_at)"
                + " VALUES (:claimId, :rule, :reason, :now) ON CONFLICT DO NOTHING")
        .bind("claimId", claimId)
        .bind("rule", rule)
        .bind("reason", reason)
        .bind("now", clock.instant())
        .execute();
  }

  @Override
  public List<Review> waiting(Handle tx) {
    return tx.createQuery("SELECT * FROM review WHERE decided_at IS NULL ORDER BY queued_at")
        .map((row, context) -> review(row))
        .list();
  }

  @Override
  public Optional<Review> find(Handle tx, String claimId) {
    return tx.createQuery("SELECT * FROM review WHERE claim_id = :claimId")
        .bind("claimId", claimId)
        .map((row, context) -> review(row))
        .findOne();
  }

  @Override
  public ReviewState state(Handle tx, String claimId) {
    return tx.createQuery(
            "SELECT rulings FROM review WHERE claim_id = :claimId AND rulings IS NOT NULL")
        .bind("claimId", claimId)
        .mapTo(String.class)
        .findOne()
        .<ReviewState>map(rulings -> new ReviewState.Reviewed(read(rulings)))
        .orElseGet(ReviewState.NotReviewed::new);
  }

  @Override
  public void decide(Handle tx, String claimId, Map<Integer, Carc> denied, String by, String note) {
    tx.createUpdate(
            "UPDATE review SET rulings = :rulings, decided_by = :by, decided_at = :now"
                + " WHERE claim_id = :claimId")
        .bind("rulings", write(denied))
        .bind("by", by)
        .bind("now", clock.instant())
        .bind("claimId", claimId)
        .execute();
    sealed.seal(tx, "review/" + claimId, note.getBytes(StandardCharsets.UTF_8));
  }

  private static String write(Map<Integer, Carc> denied) {
    return new TreeMap<>(denied)
        .entrySet().stream()
            .map(entry -> entry.getKey() + "=" + entry.getValue().code())
            .collect(Collectors.joining(" "));
  }

  private static Map<Integer, Carc> read(String rulings) {
    var denied = new TreeMap<Integer, Carc>();
    if (rulings.isEmpty()) return denied;
    for (var ruling : rulings.split(" ")) {
      var parts = ruling.split("=");
      denied.put(Integer.valueOf(parts[0]), Carc.of(parts[1]).orElseThrow());
    }
    return denied;
  }

  private static Review review(ResultSet row) throws SQLException {
    return new Review(
        row.getString("claim_id"),
        row.getString("rule"),
        row.getString("reason"),
        row.getObject("queued_at", OffsetDateTime.class).toInstant(),
        row.getObject("decided_at") != null);
  }
}
