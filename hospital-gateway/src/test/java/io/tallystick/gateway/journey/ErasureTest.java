package io.tallystick.gateway.journey;

import static io.tallystick.gateway.journey.Riverside.clerk;
import static io.tallystick.gateway.journey.Riverside.ehr;
import static io.tallystick.gateway.journey.Riverside.insurer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tallystick.kit.ledger.LedgerQueries;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.testing.ConsortiumResource;
import io.tallystick.kit.testing.TestLedger;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerEntry.RecordState;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A record that is erased is gone: here, on the ledger, and from every backup. */
@QuarkusTest
@QuarkusTestResource(
    value = ConsortiumResource.class,
    initArgs = {
      @ResourceArg(name = "org", value = "riverside"),
      @ResourceArg(name = "service", value = "hospital-gateway")
    })
class ErasureTest {

  @Inject Harbor harbor;
  @Inject LedgerQueries ledger;
  @Inject Transactions transactions;
  @Inject Hurry hurry;

  @Test
  void an_erased_record_is_unreadable_here_and_erased_on_the_ledger() {
    var patient = TestPatient.enrolled().published();
    patient.grants("harbor", List.of("Condition"), List.of());
    var waiting = harbor.asks(patient, harbor.claim(), "Condition").get("accessId");
    var recordId = recordOf(patient);
    clerk().get("/records/" + recordId).then().statusCode(200).body("state", equalTo("PUBLISHED"));

    String txid = erase(recordId).then().statusCode(200).extract().path("txid");

    assertThat(onLedger(recordId).state()).isEqualTo(RecordState.ERASED);
    problem(clerk().get("/records/" + recordId), 410, "record.erased");
    patient.get("/me/records").then().statusCode(200).body("", hasSize(0));
    problem(insurer("harbor").get("/releases/" + waiting), 410, "release.expired");
    assertThat(harbor.asks(patient, harbor.claim(), "Condition"))
        .containsEntry("reason", "NO_SUCH_RECORD");
    erase(recordId).then().statusCode(200).body("txid", equalTo(txid));
    var bundle = Riverside.encounter(patient.encounter(), patient.mrn());
    problem(ehr().body(bundle).post("/fhir"), 410, "record.erased");
  }

  @Test
  void an_erasure_has_a_ground_a_clerk_and_a_record() {
    var recordId = recordOf(TestPatient.enrolled().published());
    var path = "/records/" + recordId + "/erase";
    problem(clerk().body(Map.of("ground", "TIDYING_UP")).post(path), 400, "erasure.ground-missing");
    problem(clerk().post(path), 400, "erasure.ground-missing");
    var partner = insurer("harbor").body(Map.of("ground", "PATIENT_REQUEST"));
    problem(partner.post(path), 403, "role.missing");
    problem(erase("0".repeat(32)), 404, "record.not-found");
    assertThat(onLedger(recordId).current()).isTrue();
  }

  @Test
  void while_the_ledger_is_down_the_content_goes_at_once_and_the_ledger_is_told_later() {
    var recordId = recordOf(TestPatient.enrolled().published());
    TestLedger.killAndRestart(
        () -> {
          hurry.during(
              () -> erase(recordId).then().statusCode(202).body("state", equalTo("ERASED")));
          problem(clerk().get("/records/" + recordId), 410, "record.erased");
        });
    harbor.until(() -> erase(recordId).statusCode() == 200);
    assertThat(onLedger(recordId).state()).isEqualTo(RecordState.ERASED);
  }

  @Test
  void restoring_the_database_from_a_backup_does_not_bring_it_back() {
    var patient = TestPatient.enrolled().published();
    var other = TestPatient.enrolled().published();
    patient.grants("harbor", List.of("Condition"), List.of());
    var recordId = recordOf(patient);
    var backup = Backup.taken();
    erase(recordId).then().statusCode(200);

    backup.restore();

    assertThat(sealedRows(recordId)).as("the ciphertext is back").isEqualTo(1);
    problem(clerk().get("/records/" + recordId), 410, "record.erased");
    patient.get("/me/records").then().statusCode(200).body("", hasSize(0));
    other.get("/me/records").then().statusCode(200).body("", hasSize(1));
    // The next block shows that the database is behind: the ledger is reread, and erased again.
    TestPatient.enrolled().published();
    harbor.until(() -> sealedRows(recordId) == 0);
    assertThat(harbor.asks(patient, harbor.claim(), "Condition"))
        .containsEntry("reason", "NO_SUCH_RECORD");
  }

  private int sealedRows(String recordId) {
    return transactions.inTransaction(
        tx ->
            tx.select(
                    "select count(*) from sealed_document where id = ? and ciphertext is not null",
                    "record/" + recordId)
                .mapTo(Integer.class)
                .one());
  }

  private static String recordOf(TestPatient patient) {
    return patient.get("/me/records").then().statusCode(200).extract().path("[0].recordId");
  }

  private static Response erase(String recordId) {
    return clerk()
        .body(Map.of("ground", "PATIENT_REQUEST"))
        .post("/records/" + recordId + "/erase");
  }

  private LedgerEntry.Record onLedger(String recordId) {
    return ledger.get("record:get", recordId, LedgerEntry.Record.class).orElseThrow();
  }

  private static void problem(Response response, int status, String code) {
    response.then().statusCode(status).body("code", equalTo(code));
  }
}
