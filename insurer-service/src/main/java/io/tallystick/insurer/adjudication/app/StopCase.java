package io.tallystick.insurer.adjudication.app;

import io.tallystick.insurer.adjudication.domain.CaseStage;
import io.tallystick.kit.events.PoisonEvent;
import io.tallystick.kit.events.ReceivedEvent;
import io.tallystick.kit.events.RetryEvent;
import io.tallystick.kit.events.content.ClaimCancelled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** The provider cancelled: nothing more is done. A step under way is refused by the ledger. */
@ApplicationScoped
public class StopCase {

  private final CaseFiles cases;

  public StopCase(CaseFiles cases) {
    this.cases = cases;
  }

  public void stop(Handle tx, ReceivedEvent<ClaimCancelled> event) {
    var file =
        cases
            .lock(tx, event.content().claimId())
            .orElseThrow(() -> new RetryEvent("the claim itself hasn't arrived"));
    if (!file.provider().equals(event.senderOrg())) throw new PoisonEvent("sender.mismatch");
    if (file.stage() == CaseStage.DECIDING || file.stage() == CaseStage.PENDING) {
      throw new RetryEvent("an own step is still under way");
    }
    cases.cancelled(tx, file);
  }
}
