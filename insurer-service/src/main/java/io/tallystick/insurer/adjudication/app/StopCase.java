package io.tallystick.insurer.adjudication.app;

import io.tallystick.insurer.adjudication.domain.CaseStage;
import io.tallystick.kit.events.PoisonEvent;
import io.tallystick.kit.events.ReceivedEvent;
import io.tallystick.kit.events.RetryEvent;
import io.tallystick.kit.events.content.ClaimCancelled;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** The provider cancelled: nothing more is done. A step under way is refused by the ledger. */
@ApplicationScoped
public class StopCase {

  private final CaseFiles cases;

  public StopCase(CaseFiles cases) {
    this.cases = cases;
  }

  /**
   * @throws PoisonEvent if the ledger has no such cancellation, or the claim itself never got here:
   *     a provider's events of one claim come in order
   */
  public void stop(Handle tx, ReceivedEvent<ClaimCancelled> event) {
    var claimId = event.content().claimId();
    event.requireFact("claim:cancel", LedgerKeys.claim(claimId));
    var file = cases.lock(tx, claimId).orElseThrow(() -> new PoisonEvent("claim.unknown"));
    if (!file.provider().equals(event.senderOrg())) throw new PoisonEvent("sender.mismatch");
    if (file.stage() == CaseStage.DECIDING || file.stage() == CaseStage.PENDING) {
      throw new RetryEvent("an own step is still under way");
    }
    cases.cancelled(tx, file);
  }
}
