package io.tallystick.claims.observer.app;

import io.tallystick.vocabulary.ledger.LedgerEntry;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Claims on the ledger that wait for somebody's decision. */
public interface Undecided {

  /** Those that nothing moved since then, on the claim itself or on an appeal. */
  List<LedgerEntry.Claim> unmovedSince(Handle tx, Instant moment);
}
