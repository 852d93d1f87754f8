package io.tallystick.insurer.adjudication.app;

import io.tallystick.kit.events.PoisonEvent;
import io.tallystick.kit.events.ReceivedEvent;
import io.tallystick.kit.events.RetryEvent;
import io.tallystick.kit.events.content.ClaimAnswered;
import io.tallystick.kit.ledger.LedgerView;
import io.tallystick.kit.sealing.SealedStore;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** The provider answered a pended claim: it is SUBMITTED again, and evidence is asked for anew. */
@ApplicationScoped
public class TakeAnswer {

  private final CaseFiles cases;
  private final LedgerView ledger;
  private final SealedStore sealed;
  private final BilledClaims billedClaims;
  private final AdvanceCase advanceCase;

  public TakeAnswer(
      CaseFiles cases,
      LedgerView ledger,
      SealedStore sealed,
      BilledClaims billedClaims,
      AdvanceCase advanceCase) {
    this.cases = cases;
    this.ledger = ledger;
    this.sealed = sealed;
    this.billedClaims = billedClaims;
    this.advanceCase = advanceCase;
  }

  /**
   * @throws RetryEvent while the pend's own outcome isn't recorded here yet
   */
  public void take(Handle tx, ReceivedEvent<ClaimAnswered> event) {
    var content = event.content();
    var fact = event.requireFact("claim:answer", LedgerKeys.claim(content.claimId()));
    long version = fact.version();
    // A provider's events of one claim come in order: without a case, the claim was unreadable.
    var file =
        cases.lock(tx, content.claimId()).orElseThrow(() -> new PoisonEvent("claim.unknown"));
    if (!file.provider().equals(event.senderOrg()) || !committed(content, version)) {
      throw new PoisonEvent("commitment.mismatch");
    }
    switch (file.stage()) {
      case PENDED, HELD -> {
        if (version <= file.version()) return;
        sealed.seal(tx, "reply/" + file.claimId() + "/" + version, content.document());
        cases.answered(tx, file, version);
        var now = cases.lock(tx, file.claimId()).orElseThrow();
        advanceCase.advance(
            tx, now, billedClaims.open(tx, file.claimId()), AdvanceCase.Trigger.ANSWERED);
      }
      case PENDING, DECIDING -> throw new RetryEvent("an own step is still under way");
      case EVIDENCE_ASKED, FETCHING, QUEUED, CANCELLED -> {
        if (version > file.version()) {
          throw new RetryEvent("the pend it answers isn't recorded here yet");
        }
      }
      case DECIDED, APPEALED, REVERSED -> {}
    }
  }

  /** An answer that a later one replaced on the ledger can't be compared any more. */
  private boolean committed(ClaimAnswered content, long version) {
    var entry =
        ledger
            .entry(LedgerKeys.claim(content.claimId()), LedgerEntry.Claim.class)
            .orElseThrow(() -> new RetryEvent("the claim isn't in the own copy of the chain yet"));
    return entry.version() > version
        || new Commitment(entry.answerCommitment()).opensWith(content.salt(), content.document());
  }
}
