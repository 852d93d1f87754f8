package io.tallystick.vocabulary.consent;

import io.tallystick.vocabulary.json.CanonicalJson;
import java.time.Instant;

/**
 * The custodian's word, after proofing, that a key belongs to the patient behind one head or to
 * somebody who may act for that patient; signed ES256 by the custodian's signing key over {@link
 * #message()}. It is bound to the head, so that one patient's attestation is of no use for
 * another's head.
 *
 * @param thumbprint RFC 7638 thumbprint of the attested key
 * @param actsAs {@code self}, {@code guardian} or {@code executor}
 * @param notAfter until when the key may act, exclusive
 */
public record KeyAttestation(
    String custodian,
    String headId,
    String thumbprint,
    String actsAs,
    Instant notBefore,
    Instant notAfter) {

  public byte[] message() {
    return CanonicalJson.bytes(this);
  }
}
