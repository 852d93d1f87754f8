package io.tallystick.gateway.consents.app;

import io.tallystick.gateway.consents.domain.Head;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerOutcomeHandler;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.vocabulary.ledger.ConsentOperation;
import io.tallystick.vocabulary.ledger.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** What follows when the ledger answers a consent on paper. */
@ApplicationScoped
public class PaperConsentRecorded implements LedgerOutcomeHandler {

  private final ConsentDrafts drafts;
  private final ConsentHeads heads;
  private final AnswerRequests answerRequests;
  private final PaperForms forms;
  private final AnnounceConsent announceConsent;

  public PaperConsentRecorded(
      ConsentDrafts drafts,
      ConsentHeads heads,
      AnswerRequests answerRequests,
      PaperForms forms,
      AnnounceConsent announceConsent) {
    this.drafts = drafts;
    this.heads = heads;
    this.answerRequests = answerRequests;
    this.forms = forms;
    this.announceConsent = announceConsent;
  }

  @Override
  public String kind() {
    return RecordPaperConsent.PAPER;
  }

  @Override
  public void accepted(Handle tx, LedgerCommand command, LedgerReceipt receipt) {
    var draft = drafts.byOperation(tx, command.opId()).orElseThrow();
    var recorded = (ConsentOperation.RecordPaperConsent) command.operation();
    var head =
        new Head(
            draft.headId(),
            draft.patientId(),
            draft.grantee(),
            recorded.version(),
            recorded.opId(),
            recorded.commitment(),
            null,
            false,
            recorded.notBefore(),
            recorded.notAfter(),
            receipt.txid(),
            receipt.committedAt());
    heads.save(tx, head);
    forms.concluded(tx, command.opId(), true);
    answerRequests.answer(tx, head);
    drafts.done(tx, draft.draftId(), true);
    announceConsent.announce(tx, head, receipt);
  }

  @Override
  public void refused(Handle tx, LedgerCommand command, Refusal why) {
    var draft = drafts.byOperation(tx, command.opId()).orElseThrow();
    heads.erase(tx, command.opId());
    forms.concluded(tx, command.opId(), false);
    drafts.done(tx, draft.draftId(), false);
  }
}
