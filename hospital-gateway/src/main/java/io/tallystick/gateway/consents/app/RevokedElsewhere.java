package io.tallystick.gateway.consents.app;

import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ledger.AppliedEntry;
import io.tallystick.kit.ledger.LedgerFact;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.kit.ledger.LedgerTailListener;
import io.tallystick.vocabulary.ledger.Accepted;
import io.tallystick.vocabulary.ledger.LedgerEntry.ConsentHead;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** Any institution may submit a patient's revocation; the custodian learns of it from the chain. */
@ApplicationScoped
public class RevokedElsewhere implements LedgerTailListener<ConsentHead> {

  private final ConsentHeads heads;
  private final AnnounceConsent announceConsent;
  private final String ownMsp;

  public RevokedElsewhere(
      ConsentHeads heads, AnnounceConsent announceConsent, TallystickConfig config) {
    this.heads = heads;
    this.announceConsent = announceConsent;
    this.ownMsp = config.org().msp();
  }

  @Override
  public Class<ConsentHead> entryType() {
    return ConsentHead.class;
  }

  @Override
  public void applied(Handle tx, AppliedEntry<ConsentHead> applied) {
    var entry = applied.entry();
    if (!entry.revoked() || ownMsp.equals(applied.fact().creatorMsp())) return;
    heads
        .byId(tx, entry.headId())
        .filter(head -> head.version() < entry.version())
        .map(head -> head.revoked(entry.version(), applied.fact().txid(), applied.fact().at()))
        .ifPresent(
            head -> {
              heads.save(tx, head);
              announceConsent.announce(tx, head, receipt(applied.fact()));
            });
  }

  private static LedgerReceipt receipt(LedgerFact fact) {
    var accepted = new Accepted(fact.opId(), fact.transaction(), fact.key(), fact.version());
    return new LedgerReceipt(fact.txid(), fact.block(), accepted, fact.at());
  }
}
