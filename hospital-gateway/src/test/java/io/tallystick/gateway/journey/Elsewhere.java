package io.tallystick.gateway.journey;

import io.tallystick.gateway.consents.app.ConsentHeads;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.testing.TestInstitution;
import io.tallystick.vocabulary.consent.ConsentChange;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerOperation.RevokeConsent;
import io.tallystick.vocabulary.ledger.Opening;
import jakarta.enterprise.context.ApplicationScoped;

/** The Authority, bringing a patient's revocation to the ledger when the hospital does not. */
@ApplicationScoped
class Elsewhere {

  private final ConsentHeads heads;
  private final Transactions transactions;

  Elsewhere(ConsentHeads heads, Transactions transactions) {
    this.heads = heads;
    this.transactions = transactions;
  }

  void submitRevocation(TestPatient patient, String headId) {
    String message =
        Riverside.patient(patient.subject())
            .post("/me/consents/" + headId + "/revocation-draft")
            .then()
            .statusCode(200)
            .extract()
            .path("message");
    var change = CanonicalJson.read(message, ConsentChange.class);
    var keySalt =
        transactions.inTransaction(
            tx -> heads.open(tx, heads.byId(tx, headId).orElseThrow().opId()).keySalt());
    TestInstitution.of("authority")
        .submit(
            new RevokeConsent(Ids.secure().next(), headId, change.version()),
            new Opening.Revocation(
                patient.wallet().publicKey(), keySalt, change, patient.wallet().sign(message)));
  }
}
