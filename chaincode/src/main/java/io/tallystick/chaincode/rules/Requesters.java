package io.tallystick.chaincode.rules;

import static io.tallystick.chaincode.rules.Ruling.refused;

import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.consent.AccessRequest;
import io.tallystick.vocabulary.crypto.Es256;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.PermitAccess;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.RefusalCode;
import io.tallystick.vocabulary.org.Org;
import java.util.Optional;

/**
 * Who asks within the grantee, on the grantee's own signed word. Without one nothing is known of
 * it: then a permit that names somebody doesn't match, and a denial that names somebody does.
 */
final class Requesters {

  static Optional<Ruling> fault(PermitAccess op, Opening.Release given, Situation situation) {
    var word = given.requester();
    if (word == null) return Optional.empty();
    var custodian = situation.caller().id();
    boolean signed =
        word.fits(op.grantee(), custodian, op.purpose(), situation.now())
            && situation
                .entry(LedgerKeys.org(op.grantee()), Org.class)
                .filter(
                    org ->
                        Es256.verifies(
                            org.signingKey(), word.message(), given.requesterSignature()))
                .isPresent();
    return signed
        ? Optional.empty()
        : Optional.of(refused(RefusalCode.SIGNATURE_INVALID, "the grantee did not say who asks"));
  }

  static AccessRequest request(PermitAccess op, Opening.Release given, Situation situation) {
    return given.requester() == null
        ? new AccessRequest(op.grantee(), op.purpose(), situation.now())
        : given.requester().at(situation.now());
  }

  /** What the access keeps of it: whoever has the release's salt can show who was said to ask. */
  static String commitment(Opening.Release given) {
    return given.requester() == null
        ? null
        : Commitment.to(given.releaseSalt(), given.requester().message()).hex();
  }

  private Requesters() {}
}
