package io.tallystick.claims.status.adapter;

import io.tallystick.claims.status.app.ClaimViews;
import io.tallystick.claims.status.domain.ClaimSummary;
import io.tallystick.claims.status.domain.TimelineStep;
import io.tallystick.kit.persistence.Transactions;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Reads the view {@code claim_view}: the desk's book beside the ledger's facts. */
@Singleton
class DatabaseClaimViews implements ClaimViews {

  private final Transactions transactions;
  private final StepNotes notes;

  DatabaseClaimViews(Transactions transactions, StepNotes notes) {
    this.transactions = transactions;
    this.notes = notes;
  }

  @Override
  public List<ClaimSummary> find(Wanted wanted) {
    var conditions = new ArrayList<String>();
    if (wanted.state().isPresent()) conditions.add("state = :state");
    if (wanted.patientIds().isPresent()) conditions.add("patient_id = ANY (:patients)");
    var where = conditions.isEmpty() ? "" : "WHERE " + String.join(" AND ", conditions);
    return transactions.inTransaction(
        tx -> {
          var query =
              tx.createQuery(
                      "SELECT * FROM claim_view "
                          + where
                          + " ORDER BY updated_at DESC, claim_id LIMIT :limit")
                  .bind("limit", wanted.limit());
          wanted.state().ifPresent(state -> query.bind("state", state));
          wanted
              .patientIds()
              .ifPresent(ids -> query.bindArray("patients", String.class, ids.toArray()));
          return query.map(ClaimRows::summary).list();
        });
  }

  @Override
  public Optional<ClaimSummary> byId(String claimId) {
    return transactions.inTransaction(tx -> byId(tx, claimId));
  }

  private static Optional<ClaimSummary> byId(Handle tx, String claimId) {
    return tx.createQuery("SELECT * FROM claim_view WHERE claim_id = :claimId")
        .bind("claimId", claimId)
        .map(ClaimRows::summary)
        .findOne();
  }

  @Override
  public List<TimelineStep> steps(String claimId) {
    return transactions.inTransaction(
        tx ->
            tx.createQuery("SELECT * FROM step_view WHERE claim_id = :claimId ORDER BY version")
                .bind("claimId", claimId)
                .map((row, context) -> step(tx, row))
                .list());
  }

  private TimelineStep step(Handle tx, ResultSet row) throws SQLException {
    var step = ClaimRows.step(row);
    if (!row.getBoolean("has_sentence")) return step;
    return notes
        .sentence(tx, row.getString("claim_id"), step.version())
        .map(step::withSentence)
        .orElse(step);
  }

  @Override
  public Map<String, Long> counts() {
    return transactions.inTransaction(
        tx -> {
          var counts = new LinkedHashMap<String, Long>();
          tx.createQuery(
                  "SELECT state, count(*) AS n FROM claim_view GROUP BY state ORDER BY state")
              .map((row, context) -> Map.entry(row.getString("state"), row.getLong("n")))
              .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
          return counts;
        });
  }
}
