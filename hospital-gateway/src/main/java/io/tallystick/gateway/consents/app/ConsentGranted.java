package io.tallystick.gateway.consents.app;

import io.tallystick.gateway.consents.app.ConsentDrafts.Draft;
import io.tallystick.gateway.consents.domain.Head;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerOutcomeHandler;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.vocabulary.ledger.LedgerOperation.ChangeConsent;
import io.tallystick.vocabulary.ledger.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** What follows when the ledger answers a grant. */
@ApplicationScoped
public class ConsentGranted implements LedgerOutcomeHandler {

  private final ConsentDrafts drafts;
  private final ConsentHeads heads;
  private final AnswerRequests answerRequests;
  private final AnnounceConsent announceConsent;
  private final WithdrawLostKey withdrawLostKey;

  public ConsentGranted(
      ConsentDrafts drafts,
      ConsentHeads heads,
      AnswerRequests answerRequests,
      AnnounceConsent announceConsent,
      WithdrawLostKey withdrawLostKey) {
    this.drafts = drafts;
    this.heads = heads;
    this.answerRequests = answerRequests;
    this.announceConsent = announceConsent;
    this.withdrawLostKey = withdrawLostKey;
  }

  @Override
  public String kind() {
    return SubmitConsentChange.CHANGE;
  }

  @Override
  public void accepted(Handle tx, LedgerCommand command, LedgerReceipt receipt) {
    var draft = drafts.byOperation(tx, command.opId()).orElseThrow();
    var head = head(draft, (ChangeConsent) command.operation(), receipt);
    heads.save(tx, head);
    answerRequests.answer(tx, head);
    drafts.done(tx, draft.draftId(), true);
    announceConsent.announce(tx, head, receipt);
    withdrawLostKey.withdrawIfLost(tx, head);
  }

  @Override
  public void refused(Handle tx, LedgerCommand command, Refusal why) {
    var draft = drafts.byOperation(tx, command.opId()).orElseThrow();
    heads.erase(tx, command.opId());
    drafts.done(tx, draft.draftId(), false);
  }

  private static Head head(Draft draft, ChangeConsent change, LedgerReceipt receipt) {
    return new Head(
        draft.headId(),
        draft.patientId(),
        draft.grantee(),
        change.version(),
        change.opId(),
        change.commitment(),
        draft.thumbprint(),
        false,
        change.notBefore(),
        change.notAfter(),
        receipt.txid(),
        receipt.committedAt());
  }
}
