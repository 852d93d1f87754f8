package io.tallystick.claims;

import io.tallystick.kit.persistence.Transactions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts everything that taking a claim in would write. */
@Singleton
public class Rows {

  private static final String[] TABLES = {
    "claim", "bill", "sealed_document", "ledger_command", "claim_request"
  };

  private final Transactions transactions;

  Rows(Transactions transactions) {
    this.transactions = transactions;
  }

  /** Whether any column of the claims desk's tables has this text in clear. */
  public boolean inClear(String table, String text) {
    return transactions.inTransaction(
        tx ->
            tx.createQuery("SELECT EXISTS (SELECT 1 FROM " + table + " t WHERE t::text LIKE :text)")
                .bind("text", "%" + text + "%")
                .mapTo(Boolean.class)
                .one());
  }

  /** Where the trace went on when this claim's step was asked of the ledger. */
  public String traceOfCommand(String claimId) {
    return transactions.inTransaction(
        tx ->
            tx.createQuery("SELECT traceparent FROM ledger_command WHERE aggregate_id = :claim")
                .bind("claim", claimId)
                .mapTo(String.class)
                .one());
  }

  /** Types of the events about a claim that are on their way to an institution. */
  public List<String> sent(String claimId, String org) {
    return transactions.inTransaction(
        tx ->
            tx.createQuery(
                    """
                    SELECT headers::jsonb ->> 'ce_type' FROM outbox
                    WHERE key = :claim AND topic = 'tallystick.claims.' || :org || '.v1'
                    """)
                .bind("claim", claimId)
                .bind("org", org)
                .mapTo(String.class)
                .list());
  }

  public Map<String, Long> count() {
    return transactions.inTransaction(
        tx -> {
          var counts = new TreeMap<String, Long>();
          for (var table : TABLES) {
            counts.put(
                table, tx.createQuery("SELECT count(*) FROM " + table).mapTo(Long.class).one());
          }
          return counts;
        });
  }
}
