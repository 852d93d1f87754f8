package io.tallystick.claims.observer.app;

import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.vocabulary.claim.ClaimDeadlines;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;

/** Decisions that were due and didn't come, from the ledger alone. */
@Singleton
public class WatchDecisions {

  private final Caller caller;
  private final Transactions transactions;
  private final Undecided undecided;
  private final Clock clock;

  WatchDecisions(Caller caller, Transactions transactions, Undecided undecided, Clock clock) {
    this.caller = caller;
    this.transactions = transactions;
    this.undecided = undecided;
    this.clock = clock;
  }

  /** The longest overdue first. */
  public List<LedgerEntry.Claim> overdue() {
    caller.requireStaff("regulator");
    var now = clock.instant();
    // No decision is due sooner than the shortest of all periods after the claim's last change.
    var latest = now.minus(ClaimDeadlines.DECISION);
    return transactions.inTransaction(tx -> undecided.unmovedSince(tx, latest)).stream()
        .filter(claim -> deadlines(claim).hasPassed(deadlines(claim).decideBy(), now))
        .sorted(Comparator.comparing(claim -> deadlines(claim).decideBy()))
        .toList();
  }

  private static ClaimDeadlines deadlines(LedgerEntry.Claim claim) {
    return claim.position().deadlines();
  }
}
