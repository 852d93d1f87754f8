package io.tallystick.insurer.appeals.app;

import io.tallystick.insurer.adjudication.app.CaseFiles;
import io.tallystick.insurer.adjudication.domain.CaseStage;
import io.tallystick.kit.events.PoisonEvent;
import io.tallystick.kit.events.ReceivedEvent;
import io.tallystick.kit.events.RetryEvent;
import io.tallystick.kit.events.content.ClaimAppealed;
import io.tallystick.kit.ledger.LedgerView;
import io.tallystick.vocabulary.claim.ClaimLifecycle;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** Takes an appeal to this payer in, once its exact bytes open what the ledger holds. */
@ApplicationScoped
public class TakeAppeal {

  private final LedgerView ledger;
  private final CaseFiles cases;
  private final Appeals appeals;

  public TakeAppeal(LedgerView ledger, CaseFiles cases, Appeals appeals) {
    this.ledger = ledger;
    this.cases = cases;
    this.appeals = appeals;
  }

  /**
   * @throws PoisonEvent if it isn't the provider's, of another step, or doesn't open
   */
  public void take(Handle tx, ReceivedEvent<ClaimAppealed> event) {
    var said = event.content();
    var fact = event.requireFact("claim:appeal", LedgerKeys.claim(said.claimId()));
    var claim =
        ledger
            .entry(LedgerKeys.claim(said.claimId()), LedgerEntry.Claim.class)
            .orElseThrow(() -> new RetryEvent("the claim isn't in the own copy of the chain yet"));
    if (!claim.provider().equals(event.senderOrg())) throw new PoisonEvent("sender.mismatch");
    if (claim.version() > fact.version()) return; // taken back, or passed on to the Authority
    boolean opens =
        claim.position().appealLevel() == ClaimLifecycle.TO_PAYER
            && claim.appeal().by().name().equals(said.by())
            && new Commitment(claim.appeal().commitment()).opensWith(said.salt(), said.document());
    if (!opens) throw new PoisonEvent("commitment.mismatch");
    var file = cases.lock(tx, said.claimId()).orElseThrow(() -> new PoisonEvent("claim.unknown"));
    if (file.stage() != CaseStage.DECIDED) {
      throw new RetryEvent("the decision it contests isn't recorded here yet");
    }
    appeals.enter(tx, said.claimId(), said.by(), said.document());
    cases.appealed(tx, file, fact.version());
  }
}
