package io.tallystick.insurer.flow;

import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.testing.TestInstitution;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.consent.ConsentChange;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.consent.ConsentStatement;
import io.tallystick.vocabulary.consent.KeyAttestation;
import io.tallystick.vocabulary.consent.Obligation;
import io.tallystick.vocabulary.consent.Provision;
import io.tallystick.vocabulary.crypto.Es256;
import io.tallystick.vocabulary.crypto.PublicJwk;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerOperation;
import io.tallystick.vocabulary.ledger.Opening;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** A patient's signed consent to release everything for payment, on the ledger. */
record Consent(String headId, byte[] salt, ConsentSet set) {

  private static final Ids IDS = Ids.secure();
  private static final String CUSTODIAN = "riverside";

  static Consent towards(String grantee) {
    return towards(grantee, List.of());
  }

  /** The same, and asks this of the recipient. */
  static Consent towards(String grantee, List<Obligation> duties) {
    var from = Instant.now().minusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
    var until = from.plus(30, ChronoUnit.DAYS);
    var headId = IDS.next();
    var set = new ConsentSet(headId, CUSTODIAN, grantee, List.of(everything(from, until, duties)));
    var salt = IDS.salt();
    var keySalt = IDS.salt();
    var patient = keyPair();
    var key = PublicJwk.of((ECPublicKey) patient.getPublic());
    var commitment = Commitment.to(salt, CanonicalJson.bytes(set)).hex();
    var thumbprint = key.thumbprint().getBytes(StandardCharsets.US_ASCII);
    var change =
        new ConsentChange(
            "tallystick",
            ConsentChange.GRANT,
            headId,
            1,
            null,
            commitment,
            CUSTODIAN,
            grantee,
            IDS.next(),
            from,
            until);
    var word = new KeyAttestation(CUSTODIAN, headId, key.thumbprint(), "self", from, until);
    var operation =
        new LedgerOperation.ChangeConsent(
            IDS.next(),
            headId,
            1,
            CUSTODIAN,
            grantee,
            commitment,
            Commitment.to(keySalt, thumbprint).hex(),
            from,
            until);
    var custodian = TestInstitution.of(CUSTODIAN);
    var opening =
        new Opening.Consent(
            salt,
            set,
            key,
            keySalt,
            change,
            Es256.sign(patient.getPrivate(), change.message()),
            word,
            custodian.sign(word.message()));
    custodian.submit(operation, opening, CUSTODIAN, grantee);
    return new Consent(headId, salt, set);
  }

  /** As a custodian does for a patient whose key is lost; the operation's id. */
  String revoke() {
    var change =
        new ConsentChange(
            "tallystick",
            ConsentChange.REVOKE,
            headId,
            2,
            Commitment.to(salt, CanonicalJson.bytes(set)).hex(),
            null,
            CUSTODIAN,
            set.grantee(),
            IDS.next(),
            null,
            null);
    var custodian = TestInstitution.of(CUSTODIAN);
    var operation = new LedgerOperation.RevokeConsent(IDS.next(), headId, 2);
    custodian.submit(
        operation,
        new Opening.Revocation(null, null, change, custodian.sign(change.message())),
        CUSTODIAN,
        set.grantee());
    return operation.opId();
  }

  private static ConsentStatement everything(Instant from, Instant until, List<Obligation> duties) {
    var permit =
        new Provision(
                Provision.Effect.PERMIT,
                List.of("HPAYMT"),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                List.of())
            .obliging(duties.toArray(Obligation[]::new));
    return new ConsentStatement("s1", from, until, List.of(permit), List.of());
  }

  private static KeyPair keyPair() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
