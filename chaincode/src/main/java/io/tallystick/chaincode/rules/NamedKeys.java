package io.tallystick.chaincode.rules;

import io.tallystick.vocabulary.ledger.AccessOperation;
import io.tallystick.vocabulary.ledger.ClaimOperation;
import io.tallystick.vocabulary.ledger.ConsentOperation;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation;
import io.tallystick.vocabulary.ledger.OrgOperation;
import io.tallystick.vocabulary.ledger.RecordOperation;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The entries that an operation names, which its rule will look at unless it refuses before: known
 * beforehand, they are read together. A rule that looks at others reads them one by one.
 */
public final class NamedKeys {

  public static Stream<String> of(LedgerOperation operation) {
    return Stream.concat(
        id(operation.opId(), LedgerKeys::operation),
        switch (operation) {
          case LedgerOperation.BootstrapOrgs op -> Stream.empty();
          case LedgerOperation.PublishRecord op -> id(op.recordId(), LedgerKeys::record);
          case LedgerOperation.ChangeConsent op -> id(op.headId(), LedgerKeys::consent);
          case LedgerOperation.RevokeConsent op -> id(op.headId(), LedgerKeys::consent);
          case ConsentOperation.RecordPaperConsent op -> id(op.headId(), LedgerKeys::consent);
          case LedgerOperation.PermitAccess op ->
              Stream.of(
                      id(op.accessId(), LedgerKeys::access),
                      id(op.headId(), LedgerKeys::consent),
                      id(op.claimId(), LedgerKeys::claim))
                  .flatMap(Function.identity());
          case LedgerOperation.DenyAccess op ->
              Stream.of(id(op.accessId(), LedgerKeys::access), id(op.claimId(), LedgerKeys::claim))
                  .flatMap(Function.identity());
          case LedgerOperation.SubmitClaim op ->
              Stream.of(
                      id(op.claimId(), LedgerKeys::claim),
                      id(op.preauthorizationId(), LedgerKeys::claim),
                      id(op.replacesClaimId(), LedgerKeys::claim),
                      hash(op.billHash(), LedgerKeys::bill))
                  .flatMap(Function.identity());
          case LedgerOperation.PendClaim op -> id(op.claimId(), LedgerKeys::claim);
          case LedgerOperation.AnswerClaim op -> id(op.claimId(), LedgerKeys::claim);
          case LedgerOperation.AdjudicateClaim op -> id(op.claimId(), LedgerKeys::claim);
          case LedgerOperation.SettleClaim op -> id(op.claimId(), LedgerKeys::claim);
          case LedgerOperation.CancelClaim op -> id(op.claimId(), LedgerKeys::claim);
          case ClaimOperation.AppealClaim op -> id(op.claimId(), LedgerKeys::claim);
          case ClaimOperation.DecideAppeal op -> id(op.claimId(), LedgerKeys::claim);
          case ClaimOperation.LapseClaim op -> id(op.claimId(), LedgerKeys::claim);
          case ClaimOperation.RequestVoid op -> id(op.claimId(), LedgerKeys::claim);
          case ClaimOperation.ReverseClaim op -> id(op.claimId(), LedgerKeys::claim);
          case ClaimOperation.AdvancePayment op -> id(op.claimId(), LedgerKeys::claim);
          case OrgOperation op -> Stream.empty();
          case RecordOperation.SupersedeRecord op ->
              Stream.of(
                      id(op.recordId(), LedgerKeys::record),
                      id(op.supersededBy(), LedgerKeys::record))
                  .flatMap(Function.identity());
          case RecordOperation.EraseRecord op -> id(op.recordId(), LedgerKeys::record);
          case AccessOperation.ReportBreakGlass op -> id(op.accessId(), LedgerKeys::access);
          case AccessOperation.ReviewAccess op -> id(op.accessId(), LedgerKeys::access);
          case AccessOperation.GiveReceipt op -> id(op.accessId(), LedgerKeys::access);
          case AccessOperation.RecordReuse op ->
              Stream.of(id(op.reuseId(), LedgerKeys::reuse), id(op.accessId(), LedgerKeys::access))
                  .flatMap(Function.identity());
        });
  }

  private static Stream<String> id(String id, Function<String, String> key) {
    return Shapes.isId(id) ? Stream.of(key.apply(id)) : Stream.empty();
  }

  private static Stream<String> hash(String hash, Function<String, String> key) {
    return Shapes.isHash(hash) ? Stream.of(key.apply(hash)) : Stream.empty();
  }

  private NamedKeys() {}
}
