package io.tallystick.vocabulary.ledger;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.tallystick.vocabulary.crypto.Digests;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.org.Org;
import java.time.Instant;
import java.util.List;

/**
 * Everything that can be asked of the ledger: each record is the one argument, as canonical JSON,
 * of the transaction that {@link #transaction()} names. Ids are random 128 bits in lower-case
 * hexadecimal; {@code opId} makes a repeated operation harmless. What opens its commitments travels
 * beside it as transient data ({@link Opening}).
 */
public sealed interface LedgerOperation
    permits OrgOperation,
        RecordOperation,
        ConsentOperation,
        AccessOperation,
        ClaimOperation,
        LedgerOperation.BootstrapOrgs,
        LedgerOperation.PublishRecord,
        LedgerOperation.ChangeConsent,
        LedgerOperation.RevokeConsent,
        LedgerOperation.PermitAccess,
        LedgerOperation.DenyAccess,
        LedgerOperation.SubmitClaim,
        LedgerOperation.PendClaim,
        LedgerOperation.AnswerClaim,
        LedgerOperation.AdjudicateClaim,
        LedgerOperation.SettleClaim,
        LedgerOperation.CancelClaim {

  String opId();

  /** {@code contract:function} in Fabric's terms. */
  @JsonIgnore
  String transaction();

  /**
   * Founds the consortium; refused once any org exists, and by endorsers who agreed on another list
   * ({@link #digest()}).
   */
  record BootstrapOrgs(String opId, List<Org> orgs) implements LedgerOperation {

    /**
     * SHA-256 of the list's canonical JSON in hexadecimal: what the members agree on beforehand,
     * keys and all.
     */
    public String digest() {
      return Digests.sha256(CanonicalJson.bytes(orgs));
    }

    @Override
    public String transaction() {
      return "org:bootstrap";
    }
  }

  /**
   * @param root Merkle root of the record's resources, hexadecimal
   * @param leaves number of resources
   */
  record PublishRecord(String opId, String recordId, String root, int leaves)
      implements LedgerOperation {
    @Override
    public String transaction() {
      return "record:publish";
    }
  }

  /**
   * Opening: {@link Opening.Consent}.
   *
   * @param version the head's version after the change; 1 creates it
   * @param commitment to the canonical ConsentSet
   * @param keyCommitment to the thumbprint of the key that signs; another than the head has so far
   *     only where the custodian attests that it succeeds that one
   */
  record ChangeConsent(
      String opId,
      String headId,
      long version,
      String custodian,
      String grantee,
      String commitment,
      String keyCommitment,
      Instant notBefore,
      Instant notAfter)
      implements LedgerOperation {
    @Override
    public String transaction() {
      return "consent:change";
    }
  }

  /**
   * Opening: {@link Opening.Revocation}. Any org may submit it.
   *
   * @param scan commitment to the scan of a form on which the patient revoked, under the
   *     custodian's signature; absent otherwise
   */
  record RevokeConsent(String opId, String headId, long version, String scan)
      implements LedgerOperation {

    /** One without paper. */
    public RevokeConsent(String opId, String headId, long version) {
      this(opId, headId, version, null);
    }

    @Override
    public String transaction() {
      return "consent:revoke";
    }
  }

  /**
   * Opening: {@link Opening.Release}.
   *
   * @param headVersion the head's version that the decision was made under
   * @param purpose HL7 v3 ActReason
   * @param claimId the claim it serves, absent if none
   * @param releaseCommitment to the canonical list of released leaves ({@link ReleasedLeaf})
   * @param notAfter 60 s after the transaction's time at most
   */
  record PermitAccess(
      String opId,
      String accessId,
      String grantee,
      String headId,
      long headVersion,
      String purpose,
      String claimId,
      String releaseCommitment,
      Instant notAfter)
      implements LedgerOperation {
    @Override
    public String transaction() {
      return "access:permit";
    }
  }

  /**
   * @param reason {@link DenialReason}
   */
  record DenyAccess(
      String opId,
      String accessId,
      String grantee,
      String headId,
      String purpose,
      String claimId,
      DenialReason reason)
      implements LedgerOperation {
    @Override
    public String transaction() {
      return "access:deny";
    }
  }

  /**
   * Opening: {@link Opening.Document} with the bill token.
   *
   * @param use FHIR {@code Claim.use}: claim, preauthorization, predetermination
   * @param commitment to the claim document
   * @param billHash SHA-256 of the bill's random token, hexadecimal; absent unless {@code use} is
   *     claim
   * @param primaryClaimId set for a secondary claim: the primary that holds the bill's lock
   * @param preauthorizationId set for a claim that rests on one: adjudicated by the same payer
   * @param replacesClaimId set for a replacement: an earlier claim of the same bill, which ends and
   *     leaves it the lock
   */
  record SubmitClaim(
      String opId,
      String claimId,
      String payer,
      String use,
      String commitment,
      String billHash,
      String primaryClaimId,
      String preauthorizationId,
      String replacesClaimId)
      implements LedgerOperation {

    /** One that rests on no preauthorization and replaces nothing. */
    public SubmitClaim(
        String opId,
        String claimId,
        String payer,
        String use,
        String commitment,
        String billHash,
        String primaryClaimId) {
      this(opId, claimId, payer, use, commitment, billHash, primaryClaimId, null, null);
    }

    @Override
    public String transaction() {
      return "claim:submit";
    }
  }

  /**
   * @param deadline after it the payer decides with what it has
   */
  record PendClaim(
      String opId, String claimId, long expectedVersion, PendReason reason, Instant deadline)
      implements LedgerOperation {
    @Override
    public String transaction() {
      return "claim:pend";
    }
  }

  /** Opening: {@link Opening.Document} of the answer. */
  record AnswerClaim(String opId, String claimId, long expectedVersion, String commitment)
      implements LedgerOperation {
    @Override
    public String transaction() {
      return "claim:answer";
    }
  }

  /**
   * Opening: {@link Opening.Document} of the adjudication, or {@link Opening.Adjudication} with a
   * proof.
   *
   * @param settle true when straight through: adjudicated and settled in one step
   * @param outcome {@link AdjudicationOutcome}, public for statistics
   * @param reasonCodes CARC codes used, sorted, each once
   * @param proofCommitment see {@link io.tallystick.vocabulary.claim.AdjudicationProof}; may be
   *     absent
   */
  record AdjudicateClaim(
      String opId,
      String claimId,
      long expectedVersion,
      boolean settle,
      String commitment,
      AdjudicationOutcome outcome,
      List<String> reasonCodes,
      String proofCommitment)
      implements LedgerOperation {

    /** One without a proof. */
    public AdjudicateClaim(
        String opId,
        String claimId,
        long expectedVersion,
        boolean settle,
        String commitment,
        AdjudicationOutcome outcome,
        List<String> reasonCodes) {
      this(opId, claimId, expectedVersion, settle, commitment, outcome, reasonCodes, null);
    }

    @Override
    public String transaction() {
      return "claim:adjudicate";
    }
  }

  /**
   * Opening: {@link Opening.Document} of the difference, if there is one.
   *
   * @param differenceCommitment to what is due or owed back beside what was settled before; only,
   *     and always, with a claim that was settled before
   */
  record SettleClaim(String opId, String claimId, long expectedVersion, String differenceCommitment)
      implements LedgerOperation {

    /** The first settlement. */
    public SettleClaim(String opId, String claimId, long expectedVersion) {
      this(opId, claimId, expectedVersion, null);
    }

    @Override
    public String transaction() {
      return "claim:settle";
    }
  }

  record CancelClaim(String opId, String claimId, long expectedVersion) implements LedgerOperation {
    @Override
    public String transaction() {
      return "claim:cancel";
    }
  }

  enum DenialReason {
    NO_CONSENT,
    CONSENT_DENIES,
    NO_SUCH_RECORD
  }

  enum PendReason {
    CONSENT_AWAITED,
    EVIDENCE_INCOMPLETE,
    REVIEW
  }

  enum AdjudicationOutcome {
    PAID,
    PARTIALLY_PAID,
    PATIENT_PAYS,
    DENIED,
    NOT_COVERED
  }
}
