package io.tallystick.chaincode.rules;

import io.tallystick.vocabulary.consent.KeyAttestation;
import io.tallystick.vocabulary.crypto.Es256;
import io.tallystick.vocabulary.crypto.PublicJwk;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.RefusalCode;
import io.tallystick.vocabulary.org.Org;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Whether a custodian vouches, on one head and now, for a key. */
record Vouching(String custodian, String headId, PublicJwk key, String succeeds) {

  private static final Set<String> REPRESENTATIVES = Set.of("guardian", "delegate", "executor");

  /**
   * @param word and {@code signature} as opened, each perhaps missing
   */
  Optional<Ruling> problem(KeyAttestation word, String signature, Situation situation) {
    boolean fits =
        word != null
            && custodian.equals(word.custodian())
            && headId.equals(word.headId())
            && key.thumbprint().equals(word.thumbprint())
            && Objects.equals(succeeds, word.succeeds())
            && holdsNow(word, situation)
            && isRole(word, situation);
    boolean signed = fits && signed(word, signature, situation);
    return ConsentTerms.unless(
        signed, RefusalCode.ATTESTATION_INVALID, "the custodian does not vouch for this key");
  }

  private static boolean holdsNow(KeyAttestation word, Situation situation) {
    var now = situation.now();
    return word.notBefore() != null
        && word.notAfter() != null
        && !now.isBefore(word.notBefore())
        && now.isBefore(word.notAfter());
  }

  /** The patient's own key has no mandate; anybody else has one, and it ends. */
  private static boolean isRole(KeyAttestation word, Situation situation) {
    var mandate = word.mandate();
    if (mandate == null) return KeyAttestation.SELF.equals(word.actsAs());
    return word.actsAs() != null
        && REPRESENTATIVES.contains(word.actsAs())
        && mandate.until() != null
        && situation.now().isBefore(mandate.until());
  }

  private boolean signed(KeyAttestation word, String signature, Situation situation) {
    return situation
        .entry(LedgerKeys.org(custodian), Org.class)
        .filter(org -> Es256.verifies(org.signingKey(), word.message(), signature))
        .isPresent();
  }
}
