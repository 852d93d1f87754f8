package io.tallystick.vocabulary.commitment;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * What the ledger holds instead of a document: SHA-256 over a random 32-byte salt followed by the
 * document's exact bytes. Without the salt the digest says nothing, even about a document that can
 * be guessed.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
public record Commitment(String hex) {

  public static final int SALT_BYTES = 32;
  private static final Pattern SHAPE = Pattern.compile("[0-9a-f]{64}");

  public Commitment {
    if (hex == null || !SHAPE.matcher(hex).matches()) {
      throw new IllegalArgumentException("a commitment is 64 lower-case hexadecimal digits");
    }
  }

  /**
   * @param salt 32 random bytes, never used twice
   * @param document the exact bytes that are stored
   */
  public static Commitment to(byte[] salt, byte[] document) {
    if (salt.length != SALT_BYTES) throw new IllegalArgumentException("a salt is 32 bytes");
    return new Commitment(HexFormat.of().formatHex(sha256(salt, document)));
  }

  /** False too where one of the two is missing: both may come from a stranger. */
  public boolean opensWith(byte[] salt, byte[] document) {
    return salt != null
        && document != null
        && salt.length == SALT_BYTES
        && MessageDigest.isEqual(HexFormat.of().parseHex(hex), sha256(salt, document));
  }

  static byte[] sha256(byte[]... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : parts) digest.update(part);
      return digest.digest();
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
