package io.tallystick.gateway.journey;

import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.crypto.ECDHDecrypter;
import com.nimbusds.jose.jwk.ECKey;
import io.tallystick.gateway.release.app.ReceiveEvidenceRequest;
import io.tallystick.kit.events.ReceivedEvent;
import io.tallystick.kit.events.content.EvidenceRequested;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.release.ReleasePackage;
import io.tallystick.kit.testing.TestInstitution;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.consent.Actor;
import io.tallystick.vocabulary.consent.RequesterAssertion;
import io.tallystick.vocabulary.consent.WhoAsks;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerOperation.SubmitClaim;
import io.tallystick.vocabulary.ledger.Opening;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The insurer of these tests: has claims on the ledger and asks for their evidence. */
@ApplicationScoped
class Harbor {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Ids ids = Ids.secure();
  private final ReceiveEvidenceRequest receive;
  private final Transactions transactions;

  Harbor(ReceiveEvidenceRequest receive, Transactions transactions) {
    this.receive = receive;
    this.transactions = transactions;
  }

  /** A claim of Riverside at Harbor, on the ledger. */
  String claim() {
    var claimId = ids.next();
    var salt = ids.salt();
    var document = claimId.getBytes(StandardCharsets.UTF_8);
    var commitment = Commitment.to(salt, document).hex();
    TestInstitution.of("riverside")
        .submit(
            new SubmitClaim(
                ids.next(), claimId, "harbor", "preauthorization", commitment, null, null),
            new Opening.Document(salt, document, null),
            "riverside",
            "harbor");
    return claimId;
  }

  /** Asks as the event says, and waits for the decision in the patient's list of accesses. */
  Map<String, Object> asks(TestPatient patient, String claimId, String... classes) {
    int before = accesses(patient, claimId).size();
    request(patient, claimId, classes);
    return await(patient, claimId, before);
  }

  /** The same, and says who asks within Harbor. */
  Map<String, Object> asksBy(
      List<Actor> askers, TestPatient patient, String claimId, String... classes) {
    int before = accesses(patient, claimId).size();
    request(askers, patient, claimId, classes);
    return await(patient, claimId, before);
  }

  /** Asks, and doesn't wait for the decision. */
  void request(TestPatient patient, String claimId, String... classes) {
    request(List.of(), patient, claimId, classes);
  }

  /** Harbor's word on who asks, signed with its key. */
  static WhoAsks word(String requestId, List<Actor> askers, String custodian) {
    var until = Instant.now().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MILLIS);
    var word =
        new RequesterAssertion(requestId, "harbor", custodian, "HPAYMT", askers, null, until);
    return new WhoAsks(word, TestInstitution.of("harbor").sign(word.message()));
  }

  private void request(List<Actor> askers, TestPatient patient, String claimId, String... classes) {
    var requestId = ids.next();
    var identifier = new EvidenceRequested.Identifier(Riverside.MRN, patient.mrn());
    var content =
        new EvidenceRequested(
            requestId,
            claimId,
            "HPAYMT",
            List.of(patient.encounter()),
            new EvidenceRequested.Patient(
                List.of(identifier), null, null, LocalDate.parse("1980-02-03")),
            List.of(classes),
            Instant.now().plus(Duration.ofDays(1)),
            askers.isEmpty() ? null : word(requestId, askers, "riverside"));
    var event =
        new ReceivedEvent<>(
            ids.next(), "evidence.requested", "harbor", claimId, Instant.now(), null, content);
    transactions.useTransaction(tx -> receive.handle(tx, event));
  }

  /** Opens what a release was sealed to: Harbor's own key. */
  ReleasePackage opens(String jwe) {
    var keys = Path.of(System.getProperty("tallystick-testing.folder"), "keys/harbor");
    try {
      var key = ECKey.parse(Files.readString(keys.resolve("encryption.jwk")));
      var sealed = JWEObject.parse(jwe);
      sealed.decrypt(new ECDHDecrypter(key));
      return CanonicalJson.read(sealed.getPayload().toBytes(), ReleasePackage.class);
    } catch (Exception notForHarbor) {
      throw new IllegalStateException(notForHarbor);
    }
  }

  private Map<String, Object> await(TestPatient patient, String claimId, int before) {
    until(() -> accesses(patient, claimId).size() > before);
    return accesses(patient, claimId).getFirst();
  }

  void until(BooleanSupplier reached) {
    var deadline = Instant.now().plus(PATIENCE);
    while (!reached.getAsBoolean()) {
      if (Instant.now().isAfter(deadline)) throw new IllegalStateException("not reached in time");
      pause();
    }
  }

  private static List<Map<String, Object>> accesses(TestPatient patient, String claimId) {
    List<Map<String, Object>> all =
        patient.get("/me/accesses").then().statusCode(200).extract().path("");
    return all.stream().filter(a -> claimId.equals(a.get("claimId"))).toList();
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopping);
    }
  }
}
