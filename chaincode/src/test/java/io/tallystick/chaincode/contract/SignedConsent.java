package io.tallystick.chaincode.contract;

import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.consent.ConsentChange;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.consent.ConsentStatement;
import io.tallystick.vocabulary.consent.KeyAttestation;
import io.tallystick.vocabulary.consent.Provision;
import io.tallystick.vocabulary.crypto.Es256;
import io.tallystick.vocabulary.crypto.PublicJwk;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerOperation.ChangeConsent;
import io.tallystick.vocabulary.ledger.LedgerOperation.RevokeConsent;
import io.tallystick.vocabulary.ledger.Opening;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What a patient signs once: a grant of Riverside's records to Harbor, and its revocation. */
final class SignedConsent {

  private static final String CHANNEL = "tallystick";

  final String headId;
  final ChangeConsent grant;
  final Opening.Consent grantOpening;
  final RevokeConsent revocation;
  final Opening.Revocation revocationOpening;

  SignedConsent(Consortium consortium) {
    headId = consortium.id();
    var patient = Consortium.keyPair();
    var jwk = PublicJwk.of((ECPublicKey) patient.getPublic());
    var keySalt = consortium.salt();
    var salt = consortium.salt();
    var from = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    var until = from.plus(Duration.ofDays(30));
    var set = new ConsentSet(headId, "riverside", "harbor", List.of(statement(from, until)));
    var commitment = Commitment.to(salt, CanonicalJson.bytes(set)).hex();
    var thumbprint = jwk.thumbprint().getBytes(StandardCharsets.US_ASCII);
    grant =
        new ChangeConsent(
            consortium.id(),
            headId,
            1,
            "riverside",
            "harbor",
            commitment,
            Commitment.to(keySalt, thumbprint).hex(),
            from,
            until);
    var change = change(ConsentChange.GRANT, 1, null, commitment, from, until);
    var attestation =
        new KeyAttestation("riverside", headId, jwk.thumbprint(), "self", from, until);
    var custodian = consortium.signingKey("Riverside").getPrivate();
    grantOpening =
        new Opening.Consent(
            salt,
            set,
            jwk,
            keySalt,
            change,
            signed(patient, change),
            attestation,
            Es256.sign(custodian, attestation.message()));
    revocation = new RevokeConsent(consortium.id(), headId, 2);
    var end = change(ConsentChange.REVOKE, 2, commitment, null, null, null);
    revocationOpening = new Opening.Revocation(jwk, keySalt, end, signed(patient, end));
  }

  private ConsentChange change(
      String kind, long version, String previous, String commitment, Instant from, Instant until) {
    return new ConsentChange(
        CHANNEL,
        kind,
        headId,
        version,
        previous,
        commitment,
        "riverside",
        "harbor",
        "nonce-" + version,
        from,
        until);
  }

  private static ConsentStatement statement(Instant from, Instant until) {
    var provision =
        new Provision(
            Provision.Effect.PERMIT,
            List.of("HPAYMT"),
            List.of("Observation"),
            null,
            null,
            null,
            null,
            null);
    return new ConsentStatement("s1", from, until, List.of(provision), List.of());
  }

  private static String signed(KeyPair key, ConsentChange change) {
    return Es256.sign(key.getPrivate(), change.message());
  }
}
