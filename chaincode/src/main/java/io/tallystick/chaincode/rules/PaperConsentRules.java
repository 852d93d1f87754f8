package io.tallystick.chaincode.rules;

import static io.tallystick.chaincode.rules.ConsentTerms.unless;
import static io.tallystick.chaincode.rules.Ruling.refused;

import io.tallystick.chaincode.rules.Ruling.Write;
import io.tallystick.vocabulary.ledger.ConsentOperation.RecordPaperConsent;
import io.tallystick.vocabulary.ledger.LedgerEntry.ConsentHead;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.RefusalCode;
import java.time.Instant;
import java.util.Optional;

/**
 * Consents on paper: the custodian's word, held to the scan it commits to. They never touch a head
 * that a key has signed; a key may take theirs over.
 */
public final class PaperConsentRules {

  /** Creates a head, or gives one that never had a key a new set of statements. */
  public static Ruling record(RecordPaperConsent op, Situation situation) {
    var head = situation.entry(LedgerKeys.consent(op.headId()), ConsentHead.class);
    var terms = ConsentTerms.of(op);
    return terms
        .problem(head, situation)
        .or(() -> unless(Shapes.isHash(op.scan()), RefusalCode.SCAN_MISSING, "paper has a scan"))
        .or(
            () ->
                unless(
                    head.map(ConsentHead::keyCommitment).isEmpty(),
                    RefusalCode.PAPER_ON_KEYED_HEAD,
                    "a key has signed this head"))
        .or(() -> unopened(terms, situation))
        .orElseGet(() -> recorded(op, head, situation.now()));
  }

  private static Optional<Ruling> unopened(ConsentTerms terms, Situation situation) {
    var given = situation.opening(Opening.PaperConsent.class);
    return given.isEmpty()
        ? Optional.of(refused(RefusalCode.OPENING_MISSING, "no opening of the consent"))
        : terms.unopened(given.get().salt(), given.get().set());
  }

  private static Ruling recorded(RecordPaperConsent op, Optional<ConsentHead> before, Instant now) {
    var key = LedgerKeys.consent(op.headId());
    var head =
        new ConsentHead(
            op.headId(),
            op.custodian(),
            op.grantee(),
            op.version(),
            op.commitment(),
            null,
            op.notBefore(),
            op.notAfter(),
            false,
            ConsentHead.PAPER,
            now,
            before.map(ConsentHead::revokedVersion).orElse(null),
            null,
            op.scan());
    return Ruling.allowed(key, op.version(), new Write(key, head, null));
  }

  private PaperConsentRules() {}
}
