package io.tallystick.cli.verify.meaning;

import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerOperation;
import io.tallystick.vocabulary.ledger.OperationTypes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/**
 * One accepted operation as the chain has it; the fields are those of a service's {@code
 * ledger_operation}.
 *
 * @param transaction {@code contract:function}
 * @param key the entry it created or moved
 * @param digest of the operation's words, see {@link LedgerEntry.Operation}
 */
public record Fact(
    String opId,
    String txid,
    long block,
    String transaction,
    String key,
    long version,
    String creatorMsp,
    Instant at,
    String digest) {

  /** As the contracts compute it; see {@link LedgerEntry.Operation}. */
  static String digest(String creatorMsp, LedgerOperation operation) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      sha.update((creatorMsp + "\n").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sha.digest(CanonicalJson.bytes(operation)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The same of an operation's JSON; a digest of nothing if it isn't one. */
  public static String digest(String creatorMsp, String transaction, String operation) {
    try {
      return OperationTypes.of(transaction)
          .map(type -> digest(creatorMsp, CanonicalJson.read(operation, type)))
          .orElse("");
    } catch (CanonicalJson.MalformedJson | NullPointerException noOperation) {
      return "";
    }
  }
}
