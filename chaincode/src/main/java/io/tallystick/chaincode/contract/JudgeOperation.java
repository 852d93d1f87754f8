package io.tallystick.chaincode.contract;

import io.tallystick.chaincode.contract.Judgement.Accept;
import io.tallystick.chaincode.contract.Judgement.Refuse;
import io.tallystick.chaincode.rules.NamedKeys;
import io.tallystick.chaincode.rules.Ruling;
import io.tallystick.chaincode.rules.Ruling.Allowed;
import io.tallystick.chaincode.rules.Ruling.Refused;
import io.tallystick.chaincode.rules.Ruling.Write;
import io.tallystick.chaincode.rules.Situation;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.json.CanonicalJson.MalformedJson;
import io.tallystick.vocabulary.ledger.Accepted;
import io.tallystick.vocabulary.ledger.LedgerEntry.Operation;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation;
import io.tallystick.vocabulary.ledger.Refusal;
import io.tallystick.vocabulary.ledger.RefusalCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** One operation of a proposal: a repetition is answered, anything else is for the rules. */
final class JudgeOperation {

  private static final Pattern OP_ID = Pattern.compile("[0-9a-f]{32}");

  private final TransactionContext transaction;

  JudgeOperation(TransactionContext transaction) {
    this.transaction = transaction;
  }

  /**
   * @param read reads the operation from its JSON
   */
  <T extends LedgerOperation> Judgement judge(
      Supplier<T> read, BiFunction<? super T, ? super FabricSituation, Ruling> rule) {
    T operation;
    try {
      operation = read.get();
    } catch (MalformedJson malformed) {
      return refuse(null, RefusalCode.MALFORMED, malformed.getMessage());
    }
    var opId = operation == null ? null : operation.opId();
    if (opId == null || !OP_ID.matcher(opId).matches()) {
      return refuse(null, RefusalCode.MALFORMED, "opId is 128 bits in lower-case hexadecimal");
    }
    transaction.read(NamedKeys.of(operation));
    var situation = new FabricSituation(transaction, opId);
    try {
      return judge(operation, situation, rule);
    } catch (MalformedJson malformed) {
      return new Refuse(
          opId, new Refusal(RefusalCode.MALFORMED, malformed.getMessage()), situation.reads());
    }
  }

  private <T extends LedgerOperation> Judgement judge(
      T operation,
      FabricSituation situation,
      BiFunction<? super T, ? super FabricSituation, Ruling> rule) {
    var digest = digest(situation.callerMsp(), operation);
    var earlier = situation.entry(LedgerKeys.operation(operation.opId()), Operation.class);
    if (earlier.isPresent()) return repeated(earlier.get(), digest, situation);
    var outsider = outsider(operation, situation);
    if (outsider.isPresent()) {
      return new Refuse(operation.opId(), outsider.get(), situation.reads());
    }
    return switch (rule.apply(operation, situation)) {
      case Refused refused -> new Refuse(operation.opId(), refused.why(), situation.reads());
      case Allowed allowed -> accept(operation, digest, allowed, situation);
    };
  }

  private static Optional<Refusal> outsider(LedgerOperation operation, Situation situation) {
    if (operation instanceof LedgerOperation.BootstrapOrgs) return Optional.empty();
    var caller = situation.caller();
    if (caller == null) return Optional.of(new Refusal(RefusalCode.UNKNOWN_ORG, "not a member"));
    return caller.active()
        ? Optional.empty()
        : Optional.of(new Refusal(RefusalCode.ORG_NOT_ACTIVE, "not active"));
  }

  private static Judgement repeated(Operation earlier, String digest, FabricSituation situation) {
    if (!earlier.digest().equals(digest)) {
      var why =
          new Refusal(
              RefusalCode.OPERATION_ID_REUSED, "the operation id stands for another content");
      return new Refuse(earlier.opId(), why, situation.reads());
    }
    var accepted =
        new Accepted(earlier.opId(), earlier.transaction(), earlier.key(), earlier.version());
    return new Accept(accepted, List.of(), situation.reads());
  }

  private static Judgement accept(
      LedgerOperation operation, String digest, Allowed allowed, FabricSituation situation) {
    var also =
        allowed.writes().stream()
            .map(Write::key)
            .filter(key -> !key.equals(allowed.key()))
            .sorted()
            .toList();
    var done =
        new Operation(
            operation.opId(),
            operation.transaction(),
            digest,
            allowed.key(),
            allowed.version(),
            situation.now(),
            also.isEmpty() ? null : also);
    var writes = new ArrayList<>(allowed.writes());
    writes.add(new Write(LedgerKeys.operation(operation.opId()), done, null));
    var accepted =
        new Accepted(operation.opId(), operation.transaction(), allowed.key(), allowed.version());
    return new Accept(accepted, writes, situation.reads());
  }

  /**
   * Its creator belongs to an operation: whoever sees one on its way to be endorsed could be faster
   * with the same words, and its creator would take the other's entry for its own.
   */
  private static String digest(String creatorMsp, LedgerOperation operation) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      sha.update((creatorMsp + "\n").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha.digest(CanonicalJson.bytes(operation)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static Judgement refuse(String opId, RefusalCode code, String detail) {
    return new Refuse(opId, new Refusal(code, detail), Set.of());
  }
}
