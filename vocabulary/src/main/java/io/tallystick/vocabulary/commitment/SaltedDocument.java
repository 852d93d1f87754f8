package io.tallystick.vocabulary.commitment;

import java.util.Arrays;

/**
 * A document with what opens its commitment. They are kept as one, salt first and sealed: the salt
 * alone would let a thief of the database test guesses against the ledger.
 */
public record SaltedDocument(byte[] salt, byte[] document) {

  public static SaltedDocument of(byte[] joined) {
    return new SaltedDocument(
        Arrays.copyOf(joined, Commitment.SALT_BYTES),
        Arrays.copyOfRange(joined, Commitment.SALT_BYTES, joined.length));
  }

  public byte[] joined() {
    var joined = Arrays.copyOf(salt, salt.length + document.length);
    System.arraycopy(document, 0, joined, salt.length, document.length);
    return joined;
  }

  public Commitment commitment() {
    return Commitment.to(salt, document);
  }
}
