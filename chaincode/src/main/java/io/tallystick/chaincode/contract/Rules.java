package io.tallystick.chaincode.contract;

import io.tallystick.chaincode.rules.AccessRules;
import io.tallystick.chaincode.rules.BreakGlassRules;
import io.tallystick.chaincode.rules.ClaimRules;
import io.tallystick.chaincode.rules.ConsentRules;
import io.tallystick.chaincode.rules.PaperConsentRules;
import io.tallystick.chaincode.rules.ReceiptRules;
import io.tallystick.chaincode.rules.RecordRules;
import io.tallystick.chaincode.rules.ReuseRules;
import io.tallystick.chaincode.rules.RevocationRules;
import io.tallystick.chaincode.rules.Ruling;
import io.tallystick.chaincode.rules.Situation;
import io.tallystick.vocabulary.ledger.AccessOperation;
import io.tallystick.vocabulary.ledger.ClaimOperation;
import io.tallystick.vocabulary.ledger.ConsentOperation;
import io.tallystick.vocabulary.ledger.LedgerOperation;
import io.tallystick.vocabulary.ledger.OrgOperation;
import io.tallystick.vocabulary.ledger.RecordOperation;
import io.tallystick.vocabulary.ledger.RefusalCode;

/** The rule of every operation that a batch may hold. */
final class Rules {

  static Ruling apply(LedgerOperation operation, Situation situation) {
    return switch (operation) {
      case LedgerOperation.BootstrapOrgs op -> alone();
      case LedgerOperation.PublishRecord op -> RecordRules.publish(op, situation);
      case LedgerOperation.ChangeConsent op -> ConsentRules.change(op, situation);
      case LedgerOperation.RevokeConsent op -> RevocationRules.revoke(op, situation);
      case ConsentOperation.RecordPaperConsent op -> PaperConsentRules.record(op, situation);
      case LedgerOperation.PermitAccess op -> AccessRules.permit(op, situation);
      case LedgerOperation.DenyAccess op -> AccessRules.deny(op, situation);
      case LedgerOperation.SubmitClaim op -> ClaimRules.submit(op, situation);
      case LedgerOperation.PendClaim op -> ClaimRules.pend(op, situation);
      case LedgerOperation.AnswerClaim op -> ClaimRules.answer(op, situation);
      case LedgerOperation.AdjudicateClaim op -> ClaimRules.adjudicate(op, situation);
      case LedgerOperation.SettleClaim op -> ClaimRules.settle(op, situation);
      case LedgerOperation.CancelClaim op -> ClaimRules.cancel(op, situation);
      case ClaimOperation.AppealClaim op -> ClaimRules.appeal(op, situation);
      case ClaimOperation.DecideAppeal op -> ClaimRules.decide(op, situation);
      case ClaimOperation.LapseClaim op -> ClaimRules.lapse(op, situation);
      case ClaimOperation.RequestVoid op -> ClaimRules.requestVoid(op, situation);
      case ClaimOperation.ReverseClaim op -> ClaimRules.reverse(op, situation);
      case ClaimOperation.AdvancePayment op -> ClaimRules.payment(op, situation);
      case OrgOperation op -> alone();
      case RecordOperation.SupersedeRecord op -> RecordRules.supersede(op, situation);
      case RecordOperation.EraseRecord op -> RecordRules.erase(op, situation);
      case AccessOperation.ReportBreakGlass op -> BreakGlassRules.report(op, situation);
      case AccessOperation.ReviewAccess op -> BreakGlassRules.review(op, situation);
      case AccessOperation.GiveReceipt op -> ReceiptRules.give(op, situation);
      case AccessOperation.RecordReuse op -> ReuseRules.record(op, situation);
    };
  }

  /**
   * Nearly every rule reads the members, so that a change of them stands in a transaction alone.
   */
  private static Ruling alone() {
    return Ruling.refused(RefusalCode.MALFORMED, "no part of a batch");
  }

  private Rules() {}
}
