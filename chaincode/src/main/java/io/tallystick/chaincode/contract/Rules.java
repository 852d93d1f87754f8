package io.tallystick.chaincode.contract;

import io.tallystick.chaincode.rules.AccessRules;
import io.tallystick.chaincode.rules.ClaimRules;
import io.tallystick.chaincode.rules.ConsentRules;
import io.tallystick.chaincode.rules.RecordRules;
import io.tallystick.chaincode.rules.Ruling;
import io.tallystick.vocabulary.ledger.LedgerOperation;
import io.tallystick.vocabulary.ledger.RefusalCode;

/** The rule of every operation that a batch may hold. */
final class Rules {

  static Ruling apply(LedgerOperation operation, FabricSituation situation) {
    return switch (operation) {
      case LedgerOperation.BootstrapOrgs op ->
          Ruling.refused(RefusalCode.MALFORMED, "the founding is no part of a batch");
      case LedgerOperation.PublishRecord op -> RecordRules.publish(op, situation);
      case LedgerOperation.ChangeConsent op -> ConsentRules.change(op, situation);
      case LedgerOperation.RevokeConsent op -> ConsentRules.revoke(op, situation);
      case LedgerOperation.PermitAccess op -> AccessRules.permit(op, situation);
      case LedgerOperation.DenyAccess op -> AccessRules.deny(op, situation);
      case LedgerOperation.SubmitClaim op -> ClaimRules.submit(op, situation);
      case LedgerOperation.PendClaim op -> ClaimRules.pend(op, situation);
      case LedgerOperation.AnswerClaim op -> ClaimRules.answer(op, situation);
      case LedgerOperation.AdjudicateClaim op -> ClaimRules.adjudicate(op, situation);
      case LedgerOperation.SettleClaim op -> ClaimRules.settle(op, situation);
      case LedgerOperation.CancelClaim op -> ClaimRules.cancel(op, situation);
    };
  }

  private Rules() {}
}
