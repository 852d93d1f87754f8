package io.tallystick.chaincode.rules;

import static io.tallystick.chaincode.rules.ConsentTerms.refusal;
import static io.tallystick.chaincode.rules.ConsentTerms.unless;
import static io.tallystick.chaincode.rules.Ruling.refused;

import io.tallystick.chaincode.rules.Ruling.Write;
import io.tallystick.vocabulary.consent.ConsentChange;
import io.tallystick.vocabulary.crypto.Es256;
import io.tallystick.vocabulary.ledger.LedgerEntry.ConsentHead;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.RevokeConsent;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.RefusalCode;
import io.tallystick.vocabulary.org.Org;
import java.time.Instant;
import java.util.Optional;

/**
 * The end of a head, which nobody can veto: by its key, whoever submits it; by another key that the
 * custodian attests; or by the custodian itself, for a lost key or on paper.
 */
public final class RevocationRules {

  public static Ruling revoke(RevokeConsent op, Situation situation) {
    var found = situation.entry(LedgerKeys.consent(op.headId()), ConsentHead.class);
    if (found.isEmpty()) return refused(RefusalCode.NOT_FOUND, "no such consent");
    var head = found.get();
    if (op.version() != head.version() + 1) {
      return refused(
          RefusalCode.STALE_VERSION, "the head's next version is " + (head.version() + 1));
    }
    if (head.revoked()) return refused(RefusalCode.CONSENT_REVOKED, "revoked already");
    var given = situation.opening(Opening.Revocation.class);
    if (given.isEmpty()) return refused(RefusalCode.OPENING_MISSING, "no signature");
    return paper(op, given.get())
        .or(() -> unentitled(given.get(), head, situation))
        .or(() -> unsigned(op, given.get(), head, situation))
        .orElseGet(() -> revoked(op, given.get(), head, situation.now()));
  }

  /** A form is the custodian's word; a key needs none. */
  private static Optional<Ruling> paper(RevokeConsent op, Opening.Revocation given) {
    if (op.scan() == null) return Optional.empty();
    return unless(
        Shapes.isHash(op.scan()) && given.key() == null,
        RefusalCode.MALFORMED,
        "a scan goes with the custodian's signature");
  }

  private static Optional<Ruling> unentitled(
      Opening.Revocation given, ConsentHead head, Situation situation) {
    var key = given.key();
    if (key == null || ConsentRules.keyOpens(head.keyCommitment(), given.keySalt(), key)) {
      return Optional.empty();
    }
    if (given.attestation() == null) {
      return refusal(RefusalCode.KEY_MISMATCH, "not the key of this head");
    }
    var custodian = situation.orgs().actingFor(head.custodian());
    var mandate = given.attestation().mandate();
    return new Vouching(custodian.orElseThrow().id(), head.headId(), key, head.keyCommitment())
        .problem(given.attestation(), given.attestationSignature(), situation)
        .or(
            () ->
                unless(
                    mandate == null || mandate.coversEverything(),
                    RefusalCode.MANDATE_EXCEEDED,
                    "a bounded mandate ends no whole consent"));
  }

  private static Optional<Ruling> unsigned(
      RevokeConsent op, Opening.Revocation given, ConsentHead head, Situation situation) {
    var expected =
        new ConsentChange(
            situation.channel(),
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
    var signer =
        given.key() != null
            ? Optional.of(given.key())
            : custodian(head, situation).map(Org::signingKey);
    boolean signed =
        expected.nonce() != null
            && expected.equals(given.change())
            && signer
                .filter(key -> Es256.verifies(key, expected.message(), given.signature()))
                .isPresent();
    return unless(signed, RefusalCode.SIGNATURE_INVALID, "the revocation is not signed");
  }

  private static Optional<Org> custodian(ConsentHead head, Situation situation) {
    return situation
        .orgs()
        .actingFor(head.custodian())
        .flatMap(acting -> situation.entry(LedgerKeys.org(acting.id()), Org.class));
  }

  private static Ruling revoked(
      RevokeConsent op, Opening.Revocation given, ConsentHead head, Instant now) {
    var byCustodian = op.scan() == null ? ConsentHead.CUSTODIAN_ATTESTED : ConsentHead.PAPER;
    var ended =
        new ConsentHead(
            head.headId(),
            head.custodian(),
            head.grantee(),
            op.version(),
            head.commitment(),
            head.keyCommitment(),
            head.notBefore(),
            head.notAfter(),
            true,
            given.key() == null ? byCustodian : ConsentHead.PATIENT_KEY,
            now,
            op.version(),
            head.keyVersion(),
            op.scan());
    var key = LedgerKeys.consent(op.headId());
    return Ruling.allowed(key, op.version(), new Write(key, ended, null));
  }

  private RevocationRules() {}
}
