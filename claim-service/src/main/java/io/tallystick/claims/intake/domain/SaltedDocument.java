package io.tallystick.claims.intake.domain;

import io.tallystick.vocabulary.commitment.Commitment;
import java.util.Arrays;

/**
 * A document with what opens its commitment. They are sealed as one, salt first: the salt alone
 * would let a thief of the database test guesses against the ledger.
 */
public record SaltedDocument(byte[] salt, byte[] document) {

  public static SaltedDocument of(byte[] sealed) {
    return new SaltedDocument(
        Arrays.copyOf(sealed, Commitment.SALT_BYTES),
        Arrays.copyOfRange(sealed, Commitment.SALT_BYTES, sealed.length));
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
