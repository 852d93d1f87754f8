package io.tallystick.chaincode.rules;

import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.consent.ConsentChange;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.consent.ConsentStatement;
import io.tallystick.vocabulary.consent.KeyAttestation;
import io.tallystick.vocabulary.consent.Provision;
import io.tallystick.vocabulary.crypto.Es256;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerOperation.ChangeConsent;
import io.tallystick.vocabulary.ledger.LedgerOperation.RevokeConsent;
import io.tallystick.vocabulary.ledger.Opening;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;

/** A patient with a key, who grants Harbor access to what Riverside holds, and revokes it. */
final class Patient {

  record Grant(ChangeConsent operation, Opening.Consent opening) {}

  record Revocation(RevokeConsent operation, Opening.Revocation opening) {}

  final World world;
  final KeyPair key = World.keyPair();
  final String headId;
  final byte[] keySalt;

  Patient(World world) {
    this.world = world;
    this.headId = world.id();
    this.keySalt = world.salt();
  }

  ConsentSet set(List<Provision> provisions) {
    var statement =
        new ConsentStatement(
            "s1", world.now, world.now.plus(Duration.ofDays(30)), provisions, List.of());
    return new ConsentSet(headId, "riverside", "harbor", List.of(statement));
  }

  Grant grant(long version, String previous, ConsentSet set, byte[] salt) {
    return grant(version, previous, set, salt, key);
  }

  Grant grant(long version, String previous, ConsentSet set, byte[] salt, KeyPair signer) {
    var commitment = Commitment.to(salt, CanonicalJson.bytes(set)).hex();
    var notAfter = world.now.plus(Duration.ofDays(30));
    var jwk = World.jwk(key);
    var thumbprint = jwk.thumbprint().getBytes(StandardCharsets.US_ASCII);
    var change =
        new ConsentChange(
            World.CHANNEL,
            ConsentChange.GRANT,
            headId,
            version,
            previous,
            commitment,
            "riverside",
            "harbor",
            "nonce-" + version,
            world.now,
            notAfter);
    var attestation =
        new KeyAttestation("riverside", headId, jwk.thumbprint(), "self", world.now, notAfter);
    return new Grant(
        new ChangeConsent(
            world.id(),
            headId,
            version,
            "riverside",
            "harbor",
            commitment,
            Commitment.to(keySalt, thumbprint).hex(),
            world.now,
            notAfter),
        new Opening.Consent(
            salt,
            set,
            jwk,
            keySalt,
            change,
            Es256.sign(signer.getPrivate(), change.message()),
            attestation,
            Es256.sign(world.custodianKey.getPrivate(), attestation.message())));
  }

  Revocation revocation(long version, String previous, KeyPair signer, boolean ownKey) {
    var change =
        new ConsentChange(
            World.CHANNEL,
            ConsentChange.REVOKE,
            headId,
            version,
            previous,
            null,
            "riverside",
            "harbor",
            "nonce-r" + version,
            null,
            null);
    return new Revocation(
        new RevokeConsent(world.id(), headId, version),
        new Opening.Revocation(
            ownKey ? World.jwk(signer) : null,
            ownKey ? keySalt : null,
            change,
            Es256.sign(signer.getPrivate(), change.message())));
  }
}
