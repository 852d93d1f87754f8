package io.tallystick.chaincode.rules;

import static io.tallystick.chaincode.rules.Ruling.refused;

import io.tallystick.chaincode.rules.Ruling.Write;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.consent.ConsentChange;
import io.tallystick.vocabulary.consent.KeyAttestation;
import io.tallystick.vocabulary.crypto.Es256;
import io.tallystick.vocabulary.crypto.PublicJwk;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerEntry.ConsentHead;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.ChangeConsent;
import io.tallystick.vocabulary.ledger.LedgerOperation.RevokeConsent;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.RefusalCode;
import io.tallystick.vocabulary.org.Org;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Consent heads. The patient's signature guards them, not a set of endorsers: nobody can make a
 * head without the patient's key, and nobody can veto a revocation.
 */
public final class ConsentRules {

  static final Duration LONGEST_VALIDITY = Duration.ofDays(366);

  /** Creates a head or gives it a new set of statements. */
  public static Ruling change(ChangeConsent op, Situation situation) {
    var custodian = situation.caller();
    if (custodian.role() != Org.Role.HOSPITAL || !custodian.id().equals(op.custodian())) {
      return refused(RefusalCode.WRONG_ORG, "the custodian submits a change of consent");
    }
    if (!Shapes.isId(op.headId())) return refused(RefusalCode.MALFORMED, "a head has an id");
    var grantee = situation.orgs().byId(op.grantee());
    if (grantee.isEmpty() || op.grantee().equals(op.custodian())) {
      return refused(RefusalCode.UNKNOWN_ORG, "the grantee is not another member");
    }
    var given = situation.opening(Opening.Consent.class);
    if (given.isEmpty()) return refused(RefusalCode.OPENING_MISSING, "no opening of the consent");
    var head = situation.entry(LedgerKeys.consent(op.headId()), ConsentHead.class);
    return validity(op, situation.now())
        .or(() -> continuation(op, head))
        .or(() -> opens(op, given.get()))
        .or(() -> signedByPatient(op, given.get(), head, situation.channel()))
        .or(() -> attested(op, given.get(), situation))
        .orElseGet(() -> changed(op, head, situation.now()));
  }

  private static Optional<Ruling> validity(ChangeConsent op, Instant now) {
    boolean sane =
        op.notBefore() != null
            && op.notAfter() != null
            && op.notBefore().isBefore(op.notAfter())
            && now.isBefore(op.notAfter())
            && Duration.between(op.notBefore(), op.notAfter()).compareTo(LONGEST_VALIDITY) <= 0;
    return unless(sane, RefusalCode.VALIDITY_OUT_OF_RANGE, "a consent holds for a year at most");
  }

  private static Optional<Ruling> continuation(ChangeConsent op, Optional<ConsentHead> head) {
    long next = head.map(h -> h.version() + 1).orElse(1L);
    if (op.version() != next) {
      return Optional.of(refused(RefusalCode.STALE_VERSION, "the head's next version is " + next));
    }
    boolean same =
        head.isEmpty()
            || head.get().custodian().equals(op.custodian())
                && head.get().grantee().equals(op.grantee());
    if (!same) {
      return Optional.of(refused(RefusalCode.WRONG_ORG, "a head stays with its two parties"));
    }
    boolean sameKey = head.isEmpty() || head.get().keyCommitment().equals(op.keyCommitment());
    return unless(sameKey, RefusalCode.KEY_MISMATCH, "a head stays with its patient's key");
  }

  private static Optional<Ruling> opens(ChangeConsent op, Opening.Consent given) {
    var set = given.set();
    boolean same =
        set != null
            && op.headId().equals(set.headId())
            && op.custodian().equals(set.custodian())
            && op.grantee().equals(set.grantee())
            && Shapes.isHash(op.commitment())
            && new Commitment(op.commitment()).opensWith(given.salt(), CanonicalJson.bytes(set));
    if (!same) {
      return Optional.of(refused(RefusalCode.COMMITMENT_DOES_NOT_OPEN, "the statements differ"));
    }
    boolean withinValidity =
        set.statements().stream()
            .allMatch(
                s ->
                    !s.notBefore().isBefore(op.notBefore())
                        && !s.notAfter().isAfter(op.notAfter()));
    return unless(
        withinValidity, RefusalCode.VALIDITY_OUT_OF_RANGE, "a statement outlives its head");
  }

  private static Optional<Ruling> signedByPatient(
      ChangeConsent op, Opening.Consent given, Optional<ConsentHead> head, String channel) {
    if (!keyOpens(op.keyCommitment(), given.keySalt(), given.key())) {
      return Optional.of(refused(RefusalCode.KEY_MISMATCH, "the key commitment does not open"));
    }
    var expected =
        new ConsentChange(
            channel,
            ConsentChange.GRANT,
            op.headId(),
            op.version(),
            head.map(ConsentHead::commitment).orElse(null),
            op.commitment(),
            op.custodian(),
            op.grantee(),
            given.change() == null ? null : given.change().nonce(),
            op.notBefore(),
            op.notAfter());
    boolean signed =
        expected.nonce() != null
            && expected.equals(given.change())
            && Es256.verifies(given.key(), expected.message(), given.signature());
    return unless(signed, RefusalCode.SIGNATURE_INVALID, "not signed by the patient's key");
  }

  private static Optional<Ruling> attested(
      ChangeConsent op, Opening.Consent given, Situation situation) {
    var word = given.attestation();
    var now = situation.now();
    boolean fits =
        word != null
            && op.custodian().equals(word.custodian())
            && op.headId().equals(word.headId())
            && given.key().thumbprint().equals(word.thumbprint())
            && !now.isBefore(word.notBefore())
            && now.isBefore(word.notAfter());
    boolean signed =
        fits && signedBy(op.custodian(), word, given.attestationSignature(), situation);
    return unless(
        signed, RefusalCode.ATTESTATION_INVALID, "the custodian does not vouch for this key");
  }

  private static boolean signedBy(
      String custodian, KeyAttestation word, String signature, Situation situation) {
    return situation
        .entry(LedgerKeys.org(custodian), Org.class)
        .filter(org -> Es256.verifies(org.signingKey(), word.message(), signature))
        .isPresent();
  }

  private static Ruling changed(ChangeConsent op, Optional<ConsentHead> before, Instant now) {
    var key = LedgerKeys.consent(op.headId());
    var head =
        new ConsentHead(
            op.headId(),
            op.custodian(),
            op.grantee(),
            op.version(),
            op.commitment(),
            op.keyCommitment(),
            op.notBefore(),
            op.notAfter(),
            false,
            "patient-key",
            now,
            before.map(ConsentHead::revokedVersion).orElse(null));
    return Ruling.allowed(key, op.version(), new Write(key, head, null));
  }

  /** Ends a head; by the patient's key, or by the custodian's attestation when that key is lost. */
  public static Ruling revoke(RevokeConsent op, Situation situation) {
    var key = LedgerKeys.consent(op.headId());
    var found = situation.entry(key, ConsentHead.class);
    if (found.isEmpty()) return refused(RefusalCode.NOT_FOUND, "no such consent");
    var head = found.get();
    if (op.version() != head.version() + 1) {
      return refused(
          RefusalCode.STALE_VERSION, "the head's next version is " + (head.version() + 1));
    }
    if (head.revoked()) return refused(RefusalCode.CONSENT_REVOKED, "revoked already");
    var given = situation.opening(Opening.Revocation.class);
    if (given.isEmpty()) return refused(RefusalCode.OPENING_MISSING, "no signature");
    var signer = signer(given.get(), head, situation);
    if (signer.isEmpty()) return refused(RefusalCode.KEY_MISMATCH, "not the key of this head");
    if (!revocationSigned(op, given.get(), head, signer.get(), situation.channel())) {
      return refused(RefusalCode.SIGNATURE_INVALID, "the revocation is not signed");
    }
    var basis = given.get().key() == null ? "custodian-attested" : "patient-key";
    return Ruling.allowed(
        key, op.version(), new Write(key, revoked(head, op, basis, situation.now()), null));
  }

  private static Optional<PublicJwk> signer(
      Opening.Revocation given, ConsentHead head, Situation situation) {
    if (given.key() == null) {
      return situation
          .orgs()
          .actingFor(head.custodian())
          .flatMap(custodian -> situation.entry(LedgerKeys.org(custodian.id()), Org.class))
          .map(Org::signingKey);
    }
    return keyOpens(head.keyCommitment(), given.keySalt(), given.key())
        ? Optional.of(given.key())
        : Optional.empty();
  }

  private static boolean revocationSigned(
      RevokeConsent op, Opening.Revocation given, ConsentHead head, PublicJwk key, String channel) {
    var expected =
        new ConsentChange(
            channel,
            ConsentChange.REVOKE,
            op.headId(),
            op.version(),
            head.commitment(),
            null,
            head.custodian(),
            head.grantee(),
            given.change() == null ? null : given.change().nonce(),
            null,
            null);
    return expected.nonce() != null
        && expected.equals(given.change())
        && Es256.verifies(key, expected.message(), given.signature());
  }

  private static ConsentHead revoked(
      ConsentHead head, RevokeConsent op, String basis, Instant now) {
    return new ConsentHead(
        head.headId(),
        head.custodian(),
        head.grantee(),
        op.version(),
        head.commitment(),
        head.keyCommitment(),
        head.notBefore(),
        head.notAfter(),
        true,
        basis,
        now,
        op.version());
  }

  private static boolean keyOpens(String keyCommitment, byte[] salt, PublicJwk key) {
    return key != null
        && salt != null
        && Shapes.isHash(keyCommitment)
        && new Commitment(keyCommitment)
            .opensWith(salt, key.thumbprint().getBytes(StandardCharsets.US_ASCII));
  }

  private static Optional<Ruling> unless(boolean holds, RefusalCode code, String detail) {
    return holds ? Optional.empty() : Optional.of(refused(code, detail));
  }

  private ConsentRules() {}
}
