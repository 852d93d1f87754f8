package io.tallystick.claims.intake.domain;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The secret that stands for a bill: nobody finds the bill by its hash, and nobody locks it without
 * the token.
 *
 * @param hex 128 random bits, 32 lower-case hexadecimal digits
 */
public record BillToken(String hex) {

  /** SHA-256 of the token's 16 bytes, hexadecimal: what the ledger locks. */
  public String hash() {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(HexFormat.of().parseHex(hex));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
