package io.tallystick.chaincode.rules;

import io.tallystick.vocabulary.crypto.PublicJwk;
import io.tallystick.vocabulary.org.Org;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Forms of ids and hashes. Keys are built from ids, so that an id must not be able to name another
 * kind of key.
 */
final class Shapes {

  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

  private static final Pattern ORG = Pattern.compile("[a-z][a-z0-9-]{0,30}");
  private static final Pattern MSP = Pattern.compile("[A-Za-z0-9.-]{1,64}");

  /** HL7 v3 ActReason, e.g. {@code HPAYMT}: codes only, so that no words get onto the ledger. */
  private static final Pattern PURPOSE = Pattern.compile("[A-Z][A-Z0-9]{1,31}");

  /**
   * X12 claim adjustment reasons and remittance remarks, e.g. {@code 45}, {@code B7}, {@code N130}.
   */
  private static final Pattern REASON = Pattern.compile("[A-Z]{0,2}[0-9]{1,4}");

  private static final int MOST_REASONS = 200;

  static boolean isPurpose(String value) {
    return value != null && PURPOSE.matcher(value).matches();
  }

  static boolean areReasons(List<String> codes) {
    return codes != null
        && codes.size() <= MOST_REASONS
        && codes.stream().allMatch(code -> code != null && REASON.matcher(code).matches());
  }

  /** 128 random bits in lower-case hexadecimal. */
  static boolean isId(String value) {
    return value != null && ID.matcher(value).matches();
  }

  /** A member's entry with nothing missing. */
  static boolean isOrg(Org org) {
    return org != null
        && org.id() != null
        && ORG.matcher(org.id()).matches()
        && org.mspId() != null
        && MSP.matcher(org.mspId()).matches()
        && org.role() != null
        && isKey(org.encryptionKey())
        && isKey(org.signingKey())
        && org.issuer() != null
        && org.endpoint() != null;
  }

  /** A point of the curve: whoever seals to anything else fails, in the midst of its own work. */
  static boolean isKey(PublicJwk key) {
    try {
      return key != null && key.toKey() != null;
    } catch (IllegalArgumentException offTheCurve) {
      return false;
    }
  }

  /** SHA-256 in lower-case hexadecimal. */
  static boolean isHash(String value) {
    return value != null && HASH.matcher(value).matches();
  }

  private Shapes() {}
}
