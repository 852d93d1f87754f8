package io.tallystick.vocabulary.org;

import io.tallystick.vocabulary.crypto.PublicJwk;

/**
 * One institution as the ledger knows it, under key {@code org~<id>}.
 *
 * @param id lower-case short name, as in topic names: {@code riverside}
 * @param mspId the Fabric MSP whose certificates speak for it: {@code RiversideMSP}
 * @param encryptionKey content for this institution is sealed to it (ECDH-ES+A256KW)
 * @param signingKey its attestations verify under it (ES256)
 * @param issuer the OIDC issuer of its staff and services
 * @param endpoint base URL where its released content is fetched
 * @param successor id of the member that has taken over a departed one's place
 */
public record Org(
    String id,
    String mspId,
    Role role,
    PublicJwk encryptionKey,
    PublicJwk signingKey,
    String issuer,
    String endpoint,
    Status status,
    long version,
    String successor) {

  /** A member in its own place. */
  public Org(
      String id,
      String mspId,
      Role role,
      PublicJwk encryptionKey,
      PublicJwk signingKey,
      String issuer,
      String endpoint,
      Status status,
      long version) {
    this(id, mspId, role, encryptionKey, signingKey, issuer, endpoint, status, version, null);
  }

  public enum Role {
    HOSPITAL,
    INSURER,
    AUTHORITY
  }

  public enum Status {
    ACTIVE,
    SUSPENDED,
    LEFT
  }
}
