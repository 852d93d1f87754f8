package io.tallystick.claims;

import io.tallystick.kit.persistence.Transactions;
import jakarta.inject.Singleton;
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
