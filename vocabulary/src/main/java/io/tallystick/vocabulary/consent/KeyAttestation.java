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
 * @param actsAs {@code self}, {@code guardian}, {@code delegate} or {@code executor}
 * @param notAfter until when the key may act, exclusive
 * @param mandate what somebody other than the patient may do; absent for the patient, and only then
 * @param succeeds the head's key commitment until now, if that is another key's: only with this
 *     word a key may go on with a head that another began (docs/adr/0016)
 */
public record KeyAttestation(
    String custodian,
    String headId,
    String thumbprint,
    String actsAs,
    Instant notBefore,
    Instant notAfter,
    Mandate mandate,
    String succeeds) {

  public static final String SELF = "self";

  /** For the patient's own key, on a head that is new or that key's already. */
  public KeyAttestation(
      String custodian,
      String headId,
      String thumbprint,
      String actsAs,
      Instant notBefore,
      Instant notAfter) {
    this(custodian, headId, thumbprint, actsAs, notBefore, notAfter, null, null);
  }

  public byte[] message() {
    return CanonicalJson.bytes(this);
  }
}
