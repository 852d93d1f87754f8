package io.tallystick.gateway.consents.app;

import io.tallystick.gateway.consents.domain.Head;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.events.Outbox;
import io.tallystick.kit.events.OutgoingEvent;
import io.tallystick.kit.events.content.ConsentChanged;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.kit.ledger.Orgs;
import io.tallystick.vocabulary.org.Org;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** Tells the grantee, and the own institution, that a head has changed. */
@ApplicationScoped
public class AnnounceConsent {

  private final Outbox outbox;
  private final Orgs orgs;
  private final String ownOrg;

  public AnnounceConsent(Outbox outbox, Orgs orgs, TallystickConfig config) {
    this.outbox = outbox;
    this.orgs = orgs;
    this.ownOrg = config.org().id();
  }

  /**
   * Only the own institution is told whose consent it is. Nothing can be sealed to a member that is
   * suspended or has left, and a revocation must not fail for it; reinstated, it reads the ledger.
   */
  public void announce(Handle tx, Head head, LedgerReceipt receipt) {
    tell(tx, event(head, head.grantee(), null, receipt));
    tell(tx, event(head, ownOrg, head.patientId(), receipt));
  }

  private void tell(Handle tx, OutgoingEvent event) {
    orgs.byId(event.recipientOrg())
        .filter(org -> org.status() == Org.Status.ACTIVE)
        .ifPresent(there -> outbox.add(tx, event));
  }

  private OutgoingEvent event(
      Head head, String recipient, String patientId, LedgerReceipt receipt) {
    return new OutgoingEvent(
        "consent.changed",
        recipient,
        OutgoingEvent.CONSENTS,
        head.headId(),
        receipt,
        new ConsentChanged(
            head.headId(), head.version(), ownOrg, head.grantee(), head.revoked(), patientId),
        true);
  }
}
