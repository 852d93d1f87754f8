package io.tallystick.kit.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** What of table {@code ledger_command} is waiting. */
@ApplicationScoped
class CommandQueue {

  /**
   * Commands that need the same endorsers can share a transaction. Where the ledger finds the
   * endorsers by itself, operations of one type do: they meet the same policies.
   */
  private static final String LANE =
      "endorsers || CASE endorsers WHEN '' THEN transaction ELSE '' END";

  /**
   * A command that may go now.
   *
   * @param bytes of its operation and opening, about
   */
  record Due(String opId, String lane, long bytes) {}

  /**
   * @param open commands that aren't final
   * @param waiting those of them that no transaction carries
   * @param oldest age of the oldest open one; zero if there is none
   */
  record Depth(long open, long waiting, Duration oldest) {}

  /**
   * The first of each aggregate whose time has come, oldest first, without what is in hand.
   *
   * @param fullLanes where nothing can be started now
   */
  List<Due> due(Handle tx, Collection<String> inHand, Collection<String> fullLanes, int most) {
    return tx.createQuery(
            """
            SELECT op_id, LANE AS lane, length(operation) + coalesce(length(opening), 0) AS bytes
            FROM ledger_command c
            WHERE outcome_at IS NULL AND state = 'READY' AND due_at <= now()
              AND op_id <> ALL (:inHand) AND LANE <> ALL (:fullLanes)
              AND NOT EXISTS (
                SELECT 1 FROM ledger_command earlier
                WHERE earlier.aggregate_id = c.aggregate_id AND earlier.outcome_at IS NULL
                  AND earlier.seq < c.seq)
            ORDER BY seq LIMIT :most"""
                .replace("LANE", LANE))
        .bindArray("inHand", String.class, inHand.toArray())
        .bindArray("fullLanes", String.class, fullLanes.toArray())
        .bind("most", most)
        .map((row, context) -> new Due(row.getString(1), row.getString(2), row.getLong(3)))
        .list();
  }

  /** Transactions that were stored and then lost from sight: none of their commands is in hand. */
  List<String> toResume(Handle tx, Collection<String> inHand, int most) {
    return tx.createQuery(
            """
            SELECT DISTINCT txid FROM ledger_command
            WHERE outcome_at IS NULL AND state = 'ENDORSED' AND due_at <= now()
              AND op_id <> ALL (:inHand)
            LIMIT :most""")
        .bindArray("inHand", String.class, inHand.toArray())
        .bind("most", most)
        .mapTo(String.class)
        .list();
  }

  Depth depth(Handle tx) {
    return tx.createQuery(
            """
            SELECT count(*), count(*) FILTER (WHERE state = 'READY'),
              coalesce(extract(epoch FROM now() - min(enqueued_at)) * 1000, 0)::bigint
            FROM ledger_command WHERE outcome_at IS NULL""")
        .map(
            (row, context) ->
                new Depth(row.getLong(1), row.getLong(2), Duration.ofMillis(row.getLong(3))))
        .one();
  }
}
