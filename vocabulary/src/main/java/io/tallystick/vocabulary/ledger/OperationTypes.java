package io.tallystick.vocabulary.ledger;

import java.util.Map;
import java.util.Optional;

/** Which record is the argument of which transaction ({@link LedgerOperation#transaction()}). */
public final class OperationTypes {

  private static final Map<String, Class<? extends LedgerOperation>> BY_TRANSACTION =
      Map.ofEntries(
          Map.entry("org:bootstrap", LedgerOperation.BootstrapOrgs.class),
          Map.entry("record:publish", LedgerOperation.PublishRecord.class),
          Map.entry("consent:change", LedgerOperation.ChangeConsent.class),
          Map.entry("consent:revoke", LedgerOperation.RevokeConsent.class),
          Map.entry("access:permit", LedgerOperation.PermitAccess.class),
          Map.entry("access:deny", LedgerOperation.DenyAccess.class),
          Map.entry("claim:submit", LedgerOperation.SubmitClaim.class),
          Map.entry("claim:pend", LedgerOperation.PendClaim.class),
          Map.entry("claim:answer", LedgerOperation.AnswerClaim.class),
          Map.entry("claim:adjudicate", LedgerOperation.AdjudicateClaim.class),
          Map.entry("claim:settle", LedgerOperation.SettleClaim.class),
          Map.entry("claim:cancel", LedgerOperation.CancelClaim.class));

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
