package io.tallystick.chaincode.rules;

import static io.tallystick.chaincode.rules.ConsentTerms.refusal;
import static io.tallystick.chaincode.rules.ConsentTerms.unless;
import static io.tallystick.chaincode.rules.Ruling.refused;

import io.tallystick.chaincode.rules.Ruling.Write;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.consent.ConsentChange;
import io.tallystick.vocabulary.consent.ConsentStatement;
import io.tallystick.vocabulary.crypto.Es256;
import io.tallystick.vocabulary.crypto.PublicJwk;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerEntry.ConsentHead;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.ChangeConsent;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.RefusalCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Consent heads under a key. The patient's signature guards them, not a set of endorsers. A key
 * that the custodian attests as the successor of the head's may go on with it (docs/adr/0016);
 * whoever isn't the patient stays within a mandate.
 */
public final class ConsentRules {

  /** Creates a head or gives it a new set of statements. */
  public static Ruling change(ChangeConsent op, Situation situation) {
    var head = situation.entry(LedgerKeys.consent(op.headId()), ConsentHead.class);
    var terms = ConsentTerms.of(op);
    var problem = terms.problem(head, situation);
    if (problem.isPresent()) return problem.get();
    var opening = situation.opening(Opening.Consent.class);
    if (opening.isEmpty()) return refused(RefusalCode.OPENING_MISSING, "no opening of the consent");
    var given = opening.get();
    var succeeds = head.map(ConsentHead::keyCommitment).filter(k -> !k.equals(op.keyCommitment()));
    return succession(given, succeeds)
        .or(() -> terms.unopened(given.salt(), given.set()))
        .or(() -> signedByKey(op, given, head, situation.channel()))
        .or(
            () ->
                new Vouching(op.custodian(), op.headId(), given.key(), succeeds.orElse(null))
                    .problem(given.attestation(), given.attestationSignature(), situation))
        .or(() -> withinMandate(given, head, situation.now()))
        .orElseGet(() -> changed(op, head, succeeds.isPresent(), situation.now()));
  }

  private static Optional<Ruling> succession(Opening.Consent given, Optional<String> succeeds) {
    boolean attested =
        succeeds.isEmpty()
            || given.attestation() != null && succeeds.get().equals(given.attestation().succeeds());
    return unless(
        attested,
        RefusalCode.KEY_MISMATCH,
        "a head stays with its key, unless the custodian attests a successor");
  }

  private static Optional<Ruling> signedByKey(
      ChangeConsent op, Opening.Consent given, Optional<ConsentHead> head, String channel) {
    if (!keyOpens(op.keyCommitment(), given.keySalt(), given.key())) {
      return refusal(RefusalCode.KEY_MISMATCH, "the key commitment does not open");
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

  /** What a representative leaves alone has to be known, or nobody could tell that they did. */
  private static Optional<Ruling> withinMandate(
      Opening.Consent given, Optional<ConsentHead> head, Instant now) {
    var mandate = given.attestation().mandate();
    if (mandate == null) return Optional.empty();
    var inForce = head.filter(h -> !h.revoked() && now.isBefore(h.notAfter()));
    boolean known =
        inForce.isEmpty()
            || given.before() != null
                && new Commitment(inForce.get().commitment())
                    .opensWith(given.beforeSalt(), CanonicalJson.bytes(given.before()));
    if (!known) {
      return refusal(RefusalCode.COMMITMENT_DOES_NOT_OPEN, "the statements in force differ");
    }
    List<ConsentStatement> before = inForce.isEmpty() ? List.of() : given.before().statements();
    return mandate
        .exceededBy(before, given.set(), now)
        .map(why -> refused(RefusalCode.MANDATE_EXCEEDED, why));
  }

  private static Ruling changed(
      ChangeConsent op, Optional<ConsentHead> before, boolean succession, Instant now) {
    var key = LedgerKeys.consent(op.headId());
    var keys = before.map(ConsentHead::keyVersion).orElse(null);
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
            ConsentHead.PATIENT_KEY,
            now,
            before.map(ConsentHead::revokedVersion).orElse(null),
            succession ? Long.valueOf(before.orElseThrow().keys() + 1) : keys,
            null);
    return Ruling.allowed(key, op.version(), new Write(key, head, null));
  }

  static boolean keyOpens(String keyCommitment, byte[] salt, PublicJwk key) {
    return key != null
        && salt != null
        && Shapes.isHash(keyCommitment)
        && new Commitment(keyCommitment)
            .opensWith(salt, key.thumbprint().getBytes(StandardCharsets.US_ASCII));
  }

  private ConsentRules() {}
}
