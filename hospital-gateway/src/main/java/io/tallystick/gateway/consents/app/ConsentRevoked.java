package io.tallystick.gateway.consents.app;

import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerOutcomeHandler;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.vocabulary.ledger.LedgerOperation.RevokeConsent;
import io.tallystick.vocabulary.ledger.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/** What follows when the ledger answers a revocation. */
@ApplicationScoped
public class ConsentRevoked implements LedgerOutcomeHandler {

  private static final Logger LOG = Logger.getLogger(ConsentRevoked.class);

  private final ConsentDrafts drafts;
  private final ConsentHeads heads;
  private final PaperForms forms;
  private final AnnounceConsent announceConsent;

  public ConsentRevoked(
      ConsentDrafts drafts, ConsentHeads heads, PaperForms forms, AnnounceConsent announceConsent) {
    this.drafts = drafts;
    this.heads = heads;
    this.forms = forms;
    this.announceConsent = announceConsent;
  }

  @Override
  public String kind() {
    return SubmitConsentChange.REVOKE;
  }

  @Override
  public void accepted(Handle tx, LedgerCommand command, LedgerReceipt receipt) {
    done(tx, command, true);
    var operation = (RevokeConsent) command.operation();
    var head =
        heads
            .byId(tx, operation.headId())
            .orElseThrow()
            .revoked(operation.version(), receipt.txid(), receipt.committedAt());
    heads.save(tx, head);
    announceConsent.announce(tx, head, receipt);
  }

  @Override
  public void refused(Handle tx, LedgerCommand command, Refusal why) {
    LOG.warnf("revocation %s refused by the ledger: %s", command.opId(), why.code());
    done(tx, command, false);
  }

  /** A revocation by the custodian itself has no draft, but perhaps a form. */
  private void done(Handle tx, LedgerCommand command, boolean accepted) {
    forms.concluded(tx, command.opId(), accepted);
    drafts
        .byOperation(tx, command.opId())
        .ifPresent(draft -> drafts.done(tx, draft.draftId(), accepted));
  }
}
