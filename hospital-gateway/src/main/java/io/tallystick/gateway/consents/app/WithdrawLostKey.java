package io.tallystick.gateway.consents.app;

import io.tallystick.gateway.consents.domain.Head;
import io.tallystick.gateway.enrolment.app.EnrolmentRevoked;
import io.tallystick.gateway.enrolment.app.PatientLinks;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.kit.sealing.SigningKey;
import io.tallystick.vocabulary.ledger.LedgerOperation.RevokeConsent;
import io.tallystick.vocabulary.ledger.Opening;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * When an enrolment ends because its key may be in other hands, the custodian itself revokes what
 * that key signed last; the ledger marks it {@code custodian-attested}. A change that was on its
 * way to the ledger then is revoked as soon as the ledger has accepted it.
 */
@ApplicationScoped
public class WithdrawLostKey {

  private final ConsentHeads heads;
  private final PatientLinks links;
  private final LedgerCommands ledger;
  private final SigningKey signingKey;
  private final Ids ids;
  private final Clock clock;
  private final TallystickConfig config;

  public WithdrawLostKey(
      ConsentHeads heads,
      PatientLinks links,
      LedgerCommands ledger,
      SigningKey signingKey,
      Ids ids,
      Clock clock,
      TallystickConfig config) {
    this.heads = heads;
    this.links = links;
    this.ledger = ledger;
    this.signingKey = signingKey;
    this.ids = ids;
    this.clock = clock;
    this.config = config;
  }

  void withdraw(@Observes EnrolmentRevoked ended) {
    if (!ended.withdraw()) return;
    heads.ofPatient(ended.tx(), ended.patientId()).stream()
        .filter(head -> ended.thumbprint().equals(head.thumbprint()))
        .filter(head -> head.inForce(clock.instant()))
        .forEach(head -> revoke(ended.tx(), head));
  }

  /** After a change was accepted: whoever ends the enrolment waits for this, or is seen by it. */
  void withdrawIfLost(Handle tx, Head changed) {
    if (!links.accepts(tx, changed.patientId(), changed.thumbprint())) revoke(tx, changed);
  }

  private void revoke(Handle tx, Head head) {
    var change =
        head.revocation(config.ledger().channel(), config.org().id(), DraftConsent.nonce(ids));
    var signature = signingKey.sign(change.message());
    ledger.enqueue(
        tx,
        new LedgerCommand(
            SubmitConsentChange.REVOKE,
            new RevokeConsent(ids.next(), head.headId(), change.version()),
            new Opening.Revocation(null, null, change, signature),
            List.of(),
            head.headId()));
  }
}
