package io.tallystick.vocabulary.consent;

import io.tallystick.vocabulary.json.CanonicalJson;
import java.time.Instant;

/**
 * What the patient's key signs (ES256 over {@link #message()}): granting, narrowing and revoking
 * alike. It names the channel, head, version, what came before and the grantee, so that a signature
 * serves for one change only.
 *
 * @param channel Fabric channel name
 * @param version the head's version after this change, 1 for a new head
 * @param previous the head's commitment before, absent for a new head
 * @param commitment commitment to the canonical {@link ConsentSet}; absent in a revocation
 * @param nonce 128 random bits, base64url
 * @param notBefore validity of the change's set
 * @param notAfter a year after {@code notBefore} at most
 */
public record ConsentChange(
    String channel,
    String action,
    String headId,
    long version,
    String previous,
    String commitment,
    String custodian,
    String grantee,
    String nonce,
    Instant notBefore,
    Instant notAfter) {

  public static final String GRANT = "grant";
  public static final String REVOKE = "revoke";

  /** The exact bytes that are signed. */
  public byte[] message() {
    return CanonicalJson.bytes(this);
  }
}
