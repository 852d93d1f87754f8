package io.tallystick.chaincode.rules;

import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.consent.ConsentChange;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.consent.ConsentStatement;
import io.tallystick.vocabulary.consent.KeyAttestation;
import io.tallystick.vocabulary.consent.Mandate;
import io.tallystick.vocabulary.consent.Provision;
import io.tallystick.vocabulary.consent.Provision.Effect;
import io.tallystick.vocabulary.crypto.Es256;
import io.tallystick.vocabulary.crypto.PublicJwk;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.ConsentOperation.RecordPaperConsent;
import io.tallystick.vocabulary.ledger.LedgerEntry.ConsentHead;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.ChangeConsent;
import io.tallystick.vocabulary.ledger.LedgerOperation.RevokeConsent;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.RefusalCode;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One head of Riverside's towards Harbor, and what several keys and the clerk do with it. */
final class HeadOfConsents {

  static final Duration MONTH = Duration.ofDays(30);

  record Change(ChangeConsent operation, Opening.Consent opening) {}

  record Paper(RecordPaperConsent operation, Opening.PaperConsent opening) {}

  /** A key, and in what role it acts; no mandate for the patient. */
  record Signer(KeyPair pair, byte[] salt, String actsAs, Mandate mandate) {}

  final World world;
  final String headId;
  ConsentSet set;
  byte[] salt;

  HeadOfConsents(World world) {
    this.world = world;
    this.headId = world.id();
  }

  Signer patient() {
    return new Signer(World.keyPair(), world.salt(), KeyAttestation.SELF, null);
  }

  Signer delegate(Mandate mandate) {
    return new Signer(World.keyPair(), world.salt(), "delegate", mandate);
  }

  ConsentStatement statement(String id, String type) {
    var provision =
        new Provision(
            Effect.PERMIT, List.of("HPAYMT"), List.of(type), null, null, null, null, null);
    return statement(id, provision, MONTH);
  }

  ConsentStatement statement(String id, Provision provision, Duration lasts) {
    return new ConsentStatement(
        id, world.now, world.now.plus(lasts), List.of(provision), List.of());
  }

  ConsentSet setOf(ConsentStatement... statements) {
    return new ConsentSet(headId, "riverside", "harbor", List.of(statements));
  }

  /** The next change, as a gateway sends it. */
  Change change(Signer signer, ConsentSet next) {
    var head = head();
    var before = head.filter(h -> signer.mandate() != null && !h.revoked()).map(h -> set);
    var nextSalt = world.salt();
    var commitment = Commitment.to(nextSalt, CanonicalJson.bytes(next)).hex();
    var keyCommitment = keyCommitment(signer);
    var notAfter = end(next);
    var change =
        new ConsentChange(
            World.CHANNEL,
            ConsentChange.GRANT,
            headId,
            version() + 1,
            head.map(ConsentHead::commitment).orElse(null),
            commitment,
            "riverside",
            "harbor",
            "nonce",
            world.now,
            notAfter);
    var word = word(signer);
    return new Change(
        new ChangeConsent(
            world.id(),
            headId,
            version() + 1,
            "riverside",
            "harbor",
            commitment,
            keyCommitment,
            world.now,
            notAfter),
        new Opening.Consent(
            nextSalt,
            next,
            World.jwk(signer.pair()),
            signer.salt(),
            change,
            Es256.sign(signer.pair().getPrivate(), change.message()),
            word,
            vouched(word),
            before.orElse(null),
            before.isPresent() ? salt : null));
  }

  /** What the custodian says of a key for the next change. */
  KeyAttestation word(Signer signer) {
    var commitment = keyCommitment(signer);
    return new KeyAttestation(
        "riverside",
        headId,
        World.jwk(signer.pair()).thumbprint(),
        signer.actsAs(),
        world.now,
        world.now.plus(Duration.ofDays(1)),
        signer.mandate(),
        head().map(ConsentHead::keyCommitment).filter(c -> !c.equals(commitment)).orElse(null));
  }

  String vouched(KeyAttestation word) {
    return Es256.sign(world.custodianKey.getPrivate(), word.message());
  }

  Change with(Change change, KeyAttestation word, String signature) {
    var given = change.opening();
    return new Change(
        change.operation(),
        new Opening.Consent(
            given.salt(),
            given.set(),
            given.key(),
            given.keySalt(),
            given.change(),
            given.signature(),
            word,
            signature,
            given.before(),
            given.beforeSalt()));
  }

  Optional<RefusalCode> send(Change change) {
    var refused =
        world.as("riverside", change.opening(), s -> ConsentRules.change(change.operation(), s));
    if (refused.isEmpty()) {
      set = change.opening().set();
      salt = change.opening().salt();
    }
    return refused;
  }

  Optional<RefusalCode> changed(Signer signer, ConsentStatement... statements) {
    return send(change(signer, setOf(statements)));
  }

  Paper paper(String scan, ConsentSet next, Duration lasts) {
    var nextSalt = world.salt();
    return new Paper(
        new RecordPaperConsent(
            world.id(),
            headId,
            version() + 1,
            "riverside",
            "harbor",
            Commitment.to(nextSalt, CanonicalJson.bytes(next)).hex(),
            scan,
            world.now,
            world.now.plus(lasts)),
        new Opening.PaperConsent(nextSalt, next));
  }

  Optional<RefusalCode> record(String caller, Paper paper) {
    var refused =
        world.as(caller, paper.opening(), s -> PaperConsentRules.record(paper.operation(), s));
    if (refused.isEmpty()) {
      set = paper.opening().set();
      salt = paper.opening().salt();
    }
    return refused;
  }

  /**
   * @param key null where the custodian signs
   */
  Optional<RefusalCode> revoke(KeyPair signer, PublicJwk key, KeyAttestation word, String scan) {
    var change =
        new ConsentChange(
            World.CHANNEL,
            ConsentChange.REVOKE,
            headId,
            version() + 1,
            head().orElseThrow().commitment(),
            null,
            "riverside",
            "harbor",
            "nonce",
            null,
            null);
    var opening =
        new Opening.Revocation(
            key,
            null,
            change,
            Es256.sign(signer.getPrivate(), change.message()),
            word,
            word == null ? null : vouched(word));
    var op = new RevokeConsent(world.id(), headId, version() + 1, scan);
    return world.as("authority", opening, s -> RevocationRules.revoke(op, s));
  }

  Optional<ConsentHead> head() {
    var key = LedgerKeys.consent(headId);
    return world.state.containsKey(key)
        ? Optional.of(world.get(key, ConsentHead.class))
        : Optional.empty();
  }

  String keyCommitment(Signer signer) {
    var thumbprint = World.jwk(signer.pair()).thumbprint().getBytes(StandardCharsets.US_ASCII);
    return Commitment.to(signer.salt(), thumbprint).hex();
  }

  private long version() {
    return head().map(ConsentHead::version).orElse(0L);
  }

  private Instant end(ConsentSet next) {
    return next.statements().stream()
        .map(ConsentStatement::notAfter)
        .max(Instant::compareTo)
        .orElse(world.now.plus(MONTH));
  }
}
