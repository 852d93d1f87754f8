package io.tallystick.vocabulary.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.tallystick.vocabulary.claim.AdjudicationProof;
import io.tallystick.vocabulary.consent.ConsentChange;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.consent.KeyAttestation;
import io.tallystick.vocabulary.consent.RequesterAssertion;
import io.tallystick.vocabulary.crypto.PublicJwk;
import java.util.List;

/**
 * What opens an operation's commitments. Travels as Fabric transient data, under the operation's
 * {@code opId}, to the named endorsers only; never part of a block. Salts and documents are base64
 * of the exact bytes.
 */
public sealed interface Opening {

  /**
   * @param billToken 128 random bits in hexadecimal, only with a claim that locks a bill
   */
  record Document(byte[] salt, byte[] document, String billToken) implements Opening {}

  /**
   * @param salt with {@code document}, the adjudication itself
   * @param proofSalt opens the proof commitment over the proof's canonical JSON
   */
  record Adjudication(byte[] salt, byte[] document, byte[] proofSalt, AdjudicationProof proof)
      implements Opening {}

  /**
   * @param set the whole set of statements that the head will commit to
   * @param keySalt opens the head's key commitment over the key's thumbprint (ASCII bytes)
   * @param change what the patient's key signed
   * @param signature ES256 of {@link ConsentChange#message()}
   * @param attestationSignature ES256 of {@link KeyAttestation#message()} by the custodian
   * @param before the statements in force until now, which a bounded mandate has to leave alone;
   *     opens the head's commitment with {@code beforeSalt}. Both absent for the patient, and where
   *     nothing is in force
   */
  record Consent(
      byte[] salt,
      ConsentSet set,
      PublicJwk key,
      byte[] keySalt,
      ConsentChange change,
      String signature,
      KeyAttestation attestation,
      String attestationSignature,
      ConsentSet before,
      byte[] beforeSalt)
      implements Opening {

    /** By the patient. */
    public Consent(
        byte[] salt,
        ConsentSet set,
        PublicJwk key,
        byte[] keySalt,
        ConsentChange change,
        String signature,
        KeyAttestation attestation,
        String attestationSignature) {
      this(
          salt,
          set,
          key,
          keySalt,
          change,
          signature,
          attestation,
          attestationSignature,
          null,
          null);
    }
  }

  /**
   * @param set what the paper says, word for word what the head will commit to
   */
  record PaperConsent(byte[] salt, ConsentSet set) implements Opening {}

  /**
   * Revocation by the head's key; or by the custodian's signing key over the same message, when the
   * key is lost or the patient signed on paper, then {@code key} and {@code keySalt} are absent; or
   * by another key that the custodian attests to succeed the head's, then there is an attestation
   * in place of {@code keySalt}.
   */
  record Revocation(
      PublicJwk key,
      byte[] keySalt,
      ConsentChange change,
      String signature,
      KeyAttestation attestation,
      String attestationSignature)
      implements Opening {

    /** By the head's key or the custodian's. */
    public Revocation(PublicJwk key, byte[] keySalt, ConsentChange change, String signature) {
      this(key, keySalt, change, signature, null, null);
    }
  }

  /**
   * @param set opens the head's commitment with {@code salt}; both absent after break-glass
   * @param leaves attributes of what is released, never of what is withheld
   * @param releaseSalt opens the release commitment over the canonical JSON of {@code leaves}
   * @param proofs one per leaf, in their order: that its record committed to those attributes
   * @param requester the grantee's word on who asks within it; absent if it gave none
   * @param requesterSignature ES256 of {@link RequesterAssertion#message()} by the grantee's
   *     signing key; absent with it
   * @param redactions the custodian's ES256 of {@link
   *     io.tallystick.vocabulary.commitment.Redactions#message()} over all derived leaves; absent
   *     if there are none
   */
  record Release(
      byte[] salt,
      ConsentSet set,
      byte[] releaseSalt,
      List<ReleasedLeaf> leaves,
      List<LeafProof> proofs,
      RequesterAssertion requester,
      String requesterSignature,
      String redactions)
      implements Opening {

    @JsonCreator
    public Release {}

    /** Of originals only. */
    public Release(
        byte[] salt,
        ConsentSet set,
        byte[] releaseSalt,
        List<ReleasedLeaf> leaves,
        List<LeafProof> proofs,
        RequesterAssertion requester,
        String requesterSignature) {
      this(salt, set, releaseSalt, leaves, proofs, requester, requesterSignature, null);
    }

    /** Of originals only, and nothing is told of who asks within the grantee. */
    public Release(
        byte[] salt,
        ConsentSet set,
        byte[] releaseSalt,
        List<ReleasedLeaf> leaves,
        List<LeafProof> proofs) {
      this(salt, set, releaseSalt, leaves, proofs, null, null);
    }
  }

  /**
   * @param salt opens the reuse's commitment over the canonical JSON of {@code statement}
   * @param releaseSalt with {@code leaves}, opens the access's release commitment: what is reused
   *     is among what was released
   */
  record Reuse(byte[] salt, ReuseStatement statement, byte[] releaseSalt, List<ReleasedLeaf> leaves)
      implements Opening {}

  /**
   * @param document commitment to the leaf's original document, 64 hexadecimal digits
   * @param path sibling hashes up to the record's root, lowest first
   */
  record LeafProof(String document, List<String> path) {}
}
