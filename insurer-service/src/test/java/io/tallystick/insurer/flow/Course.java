package io.tallystick.insurer.flow;

import static io.tallystick.insurer.flow.Desk.ADJUDICATOR;
import static io.tallystick.insurer.flow.Desk.as;

import io.tallystick.kit.events.content.ClaimAdjudicated;
import io.tallystick.kit.events.content.ClaimPended;
import io.tallystick.kit.ledger.LedgerQueries;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import jakarta.inject.Singleton;

/** Where a claim got to: what its provider was told, and what the ledger holds. */
@Singleton
public class Course {

  private final Told told;
  private final LedgerQueries ledger;

  Course(Told told, LedgerQueries ledger) {
    this.told = told;
    this.ledger = ledger;
  }

  /** Waits for it. */
  ClaimAdjudicated settled(String claimId) {
    return (ClaimAdjudicated) told.await(claimId, "claim.settled", 1).content();
  }

  /** Waits for the n-th. */
  ClaimPended pended(String claimId, int n) {
    return (ClaimPended) told.await(claimId, "claim.pended", n).content();
  }

  LedgerEntry.Claim entry(String claimId) {
    return ledger.get("claim:get", claimId, LedgerEntry.Claim.class).orElseThrow();
  }

  void awaitStage(String claimId, String stage) {
    for (int i = 0; i < 2_400; i++) {
      var now = as(ADJUDICATOR).get("/claims/" + claimId).jsonPath().getString("stage");
      if (stage.equals(now)) return;
      Told.pause();
    }
    throw new AssertionError("never " + stage);
  }
}
