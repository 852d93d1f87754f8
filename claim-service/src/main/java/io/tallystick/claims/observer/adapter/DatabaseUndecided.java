package io.tallystick.claims.observer.adapter;

import io.tallystick.claims.observer.app.Undecided;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

@Singleton
class DatabaseUndecided implements Undecided {

  @Override
  public List<LedgerEntry.Claim> unmovedSince(Handle tx, Instant moment) {
    return tx.createQuery(
            """
            SELECT entry.value FROM claim_fact fact
            JOIN ledger_entry entry ON entry.key = 'claim~' || fact.claim_id
            WHERE fact.state IN ('SUBMITTED', 'PENDED', 'APPEALED') AND fact.at < :moment
            ORDER BY fact.at, fact.claim_id
            """)
        .bind("moment", moment)
        .map((row, context) -> CanonicalJson.read(row.getString("value"), LedgerEntry.Claim.class))
        .list();
  }
}
