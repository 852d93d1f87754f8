package io.tallystick.kit.sealing;

/** Content between institutions: JWE compact, ECDH-ES+A256KW and A256GCM (RFC 7516, RFC 7518). */
public interface Envelopes {

  /**
   * Seals to the recipient's encryption key on the ledger.
   *
   * @throws IllegalStateException if no such org is active
   */
  String seal(String recipientOrg, byte[] content);

  /**
   * Opens what was sealed to this institution.
   *
   * @throws SealBroken if it wasn't, or was altered
   */
  byte[] open(String compact);
}
