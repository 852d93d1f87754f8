package io.tallystick.kit.ledger;

import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerOperation;
import io.tallystick.vocabulary.ledger.Opening;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Operations and openings to and from a row; {@code transaction} and a short name tell the type.
 */
final class OperationJson {

  private static final Map<String, Class<? extends LedgerOperation>> OPERATIONS =
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

  private static final Map<String, Class<? extends Opening>> OPENINGS = openings();

  private static Map<String, Class<? extends Opening>> openings() {
    return Arrays.stream(Opening.class.getPermittedSubclasses())
        .<Class<? extends Opening>>map(type -> type.asSubclass(Opening.class))
        .collect(Collectors.toMap(Class::getSimpleName, Function.identity()));
  }

  static LedgerOperation operation(String transaction, String json) {
    return CanonicalJson.read(json, OPERATIONS.get(transaction));
  }

  static Opening opening(String type, byte[] json) {
    return CanonicalJson.read(json, OPENINGS.get(type));
  }

  static String typeOf(Opening opening) {
    return opening.getClass().getSimpleName();
  }

  /** Every transaction that can be stored; a test holds it against the vocabulary. */
  static Map<String, Class<? extends LedgerOperation>> known() {
    return OPERATIONS;
  }

  private OperationJson() {}
}
