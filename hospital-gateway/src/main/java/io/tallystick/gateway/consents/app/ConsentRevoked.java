package io.tallystick.gateway.consents.app;

import io.tallystick.gateway.consents.domain.Head;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerOutcomeHandler;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.vocabulary.ledger.LedgerOperation.RevokeConsent;
import io.tallystick.vocabulary.ledger.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** What follows when the ledger answers a revocation. */
@ApplicationScoped
public class ConsentRevoked implements LedgerOutcomeHandler {

  private final ConsentDrafts drafts;
  private final ConsentHeads heads;
  private final AnnounceConsent announceConsent;

  public ConsentRevoked(ConsentDrafts drafts, ConsentHeads heads, AnnounceConsent announceConsent) {
    this.drafts = drafts;
    this.heads = heads;
    this.announceConsent = announceConsent;
  }

  @Override
  public String kind() {
    return SubmitConsentChange.REVOKE;
  }

  @Override
  public void accepted(Handle tx, LedgerCommand command, LedgerReceipt receipt) {
    var draft = drafts.byOperation(tx, command.opId()).orElseThrow();
    drafts.done(tx, draft.draftId(), true);
    var version = ((RevokeConsent) command.operation()).version();
    var head = revoked(heads.byId(tx, draft.headId()).orElseThrow(), version, receipt);
    heads.save(tx, head);
    announceConsent.announce(tx, head, receipt);
  }

  @Override
  public void refused(Handle tx, LedgerCommand command, Refusal why) {
    var draft = drafts.byOperation(tx, command.opId()).orElseThrow();
    drafts.done(tx, draft.draftId(), false);
  }

  private static Head revoked(Head head, long version, LedgerReceipt receipt) {
    return head.revoked(version, receipt.txid(), receipt.committedAt());
  }
}
