package io.tallystick.vocabulary.ledger;

import java.util.Map;
import java.util.Optional;

/** Which record is the argument of which transaction ({@link LedgerOperation#transaction()}). */
public final class OperationTypes {

  private static final Map<String, Class<? extends LedgerOperation>> BY_TRANSACTION =
      Map.ofEntries(
          Map.entry("org:bootstrap", LedgerOperation.BootstrapOrgs.class),
          Map.entry("org:propose", OrgOperation.ProposeOrgChange.class),
          Map.entry("org:approve", OrgOperation.ApproveOrgChange.class),
          Map.entry("org:rotate", OrgOperation.RotateKeys.class),
          Map.entry("org:leave", OrgOperation.LeaveConsortium.class),
          Map.entry("org:takeOver", OrgOperation.TakeOver.class),
          Map.entry("record:publish", LedgerOperation.PublishRecord.class),
          Map.entry("record:supersede", RecordOperation.SupersedeRecord.class),
          Map.entry("record:erase", RecordOperation.EraseRecord.class),
          Map.entry("consent:change", LedgerOperation.ChangeConsent.class),
          Map.entry("consent:revoke", LedgerOperation.RevokeConsent.class),
          Map.entry("consent:paper", ConsentOperation.RecordPaperConsent.class),
          Map.entry("access:permit", LedgerOperation.PermitAccess.class),
          Map.entry("access:deny", LedgerOperation.DenyAccess.class),
          Map.entry("access:breakGlass", AccessOperation.ReportBreakGlass.class),
          Map.entry("access:review", AccessOperation.ReviewAccess.class),
          Map.entry("access:receipt", AccessOperation.GiveReceipt.class),
          Map.entry("access:reuse", AccessOperation.RecordReuse.class),
          Map.entry("claim:submit", LedgerOperation.SubmitClaim.class),
          Map.entry("claim:pend", LedgerOperation.PendClaim.class),
          Map.entry("claim:answer", LedgerOperation.AnswerClaim.class),
          Map.entry("claim:adjudicate", LedgerOperation.AdjudicateClaim.class),
          Map.entry("claim:settle", LedgerOperation.SettleClaim.class),
          Map.entry("claim:cancel", LedgerOperation.CancelClaim.class),
          Map.entry("claim:appeal", ClaimOperation.AppealClaim.class),
          Map.entry("claim:decide", ClaimOperation.DecideAppeal.class),
          Map.entry("claim:lapse", ClaimOperation.LapseClaim.class),
          Map.entry("claim:requestVoid", ClaimOperation.RequestVoid.class),
          Map.entry("claim:reverse", ClaimOperation.ReverseClaim.class),
          Map.entry("claim:payment", ClaimOperation.AdvancePayment.class));

  /** Empty for a transaction that isn't an operation. */
  public static Optional<Class<? extends LedgerOperation>> of(String transaction) {
    return transaction == null
        ? Optional.empty()
        : Optional.ofNullable(BY_TRANSACTION.get(transaction));
  }

  public static Map<String, Class<? extends LedgerOperation>> all() {
    return BY_TRANSACTION;
  }

  private OperationTypes() {}
}
