package io.tallystick.gateway.consents.app;

import io.tallystick.gateway.consents.domain.Head;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.events.Outbox;
import io.tallystick.kit.events.OutgoingEvent;
import io.tallystick.kit.events.content.ConsentChanged;
import io.tallystick.kit.ledger.LedgerReceipt;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** Tells the grantee, and the own institution, that a head has changed. */
@ApplicationScoped
public class AnnounceConsent {

  private final Outbox outbox;
  private final String ownOrg;

  public AnnounceConsent(Outbox outbox, TallystickConfig config) {
    this.outbox = outbox;
    this.ownOrg = config.org().id();
  }

  /** Only the own institution is told whose consent it is. */
  public void announce(Handle tx, Head head, LedgerReceipt receipt) {
    outbox.add(tx, event(head, head.grantee(), null, receipt));
    outbox.add(tx, event(head, ownOrg, head.patientId(), receipt));
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
