package io.tallystick.chaincode.contract;

import io.tallystick.chaincode.rules.Ruling;
import io.tallystick.chaincode.rules.Ruling.Allowed;
import io.tallystick.chaincode.rules.Ruling.Refused;
import io.tallystick.chaincode.rules.Ruling.Write;
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
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.hyperledger.fabric.contract.Context;
import org.hyperledger.fabric.shim.ChaincodeException;

/**
 * The way of every operation through a contract: read it, refuse a clock that is off, answer a
 * repetition, ask the rules, write. A refusal leaves as an error whose message is the canonical
 * JSON of {@link Refusal}.
 */
final class Execution {

  static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(30);
  private static final Pattern OP_ID = Pattern.compile("[0-9a-f]{32}");

  private final Clock clock;

  Execution(Clock clock) {
    this.clock = clock;
  }

  <T extends LedgerOperation> String run(
      Context context,
      String json,
      Class<T> type,
      BiFunction<? super T, ? super FabricSituation, Ruling> rule) {
    try {
      var operation = CanonicalJson.read(json, type);
      if (operation.opId() == null || !OP_ID.matcher(operation.opId()).matches()) {
        throw refuse(RefusalCode.MALFORMED, "opId is 128 bits in lower-case hexadecimal");
      }
      var situation = new FabricSituation(context, operation.opId());
      refuseAnotherTime(situation);
      var digest = digest(situation.callerMsp(), operation);
      var earlier =
          situation.entry(LedgerKeys.operation(operation.opId()), Operation.class).orElse(null);
      if (earlier != null) return repeated(earlier, digest);
      refuseOutsiders(operation, situation);
      return switch (rule.apply(operation, situation)) {
        case Refused refused -> throw refuse(refused.why());
        case Allowed allowed -> write(context, operation, digest, allowed, situation);
      };
    } catch (MalformedJson malformed) {
      throw refuse(RefusalCode.MALFORMED, malformed.getMessage());
    }
  }

  /** A query's answer: the entry's JSON as stored, or the refusal NOT_FOUND. */
  static String stored(Context context, String key) {
    var value = context.getStub().getState(key);
    if (value == null || value.length == 0) throw refuse(RefusalCode.NOT_FOUND, "no such entry");
    return new String(value, StandardCharsets.UTF_8);
  }

  private void refuseAnotherTime(FabricSituation situation) {
    var off = Duration.between(situation.now(), clock.instant()).abs();
    if (off.compareTo(CLOCK_TOLERANCE) > 0) {
      throw refuse(RefusalCode.TIMESTAMP_OUT_OF_RANGE, "off by " + off.toSeconds() + " s");
    }
  }

  private static void refuseOutsiders(LedgerOperation operation, FabricSituation situation) {
    if (operation instanceof LedgerOperation.BootstrapOrgs) return;
    if (situation.caller() == null) throw refuse(RefusalCode.UNKNOWN_ORG, "not a member");
    if (!situation.caller().active()) throw refuse(RefusalCode.ORG_NOT_ACTIVE, "not active");
  }

  private static String repeated(Operation earlier, String digest) {
    if (!earlier.digest().equals(digest)) {
      throw refuse(RefusalCode.OPERATION_ID_REUSED, "the operation id stands for another content");
    }
    return CanonicalJson.text(
        new Accepted(earlier.opId(), earlier.transaction(), earlier.key(), earlier.version()));
  }

  private static String write(
      Context context,
      LedgerOperation operation,
      String digest,
      Allowed allowed,
      FabricSituation situation) {
    var stub = context.getStub();
    for (Write write : allowed.writes()) {
      stub.putState(write.key(), CanonicalJson.bytes(write.entry()));
      if (write.policy() != null) stub.setStateValidationParameter(write.key(), write.policy());
    }
    var accepted =
        new Accepted(operation.opId(), operation.transaction(), allowed.key(), allowed.version());
    var done =
        new Operation(
            operation.opId(),
            operation.transaction(),
            digest,
            allowed.key(),
            allowed.version(),
            situation.now());
    stub.putState(LedgerKeys.operation(operation.opId()), CanonicalJson.bytes(done));
    stub.setEvent(Accepted.EVENT, CanonicalJson.bytes(List.of(accepted)));
    return CanonicalJson.text(accepted);
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

  private static ChaincodeException refuse(RefusalCode code, String detail) {
    return refuse(new Refusal(code, detail));
  }

  private static ChaincodeException refuse(Refusal why) {
    return new ChaincodeException(CanonicalJson.text(why), CanonicalJson.bytes(why));
  }
}
