package io.tallystick.claims.observer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import io.tallystick.claims.ClaimJson;
import io.tallystick.claims.Deliver;
import io.tallystick.claims.Payer;
import io.tallystick.claims.intake.domain.BillToken;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.testing.ConsortiumResource;
import io.tallystick.kit.testing.TestInstitution;
import io.tallystick.kit.testing.TestTokens;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.ledger.LedgerOperation.SubmitClaim;
import io.tallystick.vocabulary.ledger.Opening;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The Authority's claim-service: no intake, no PHI, the ledger's facts about every claim. */
@QuarkusTest
@TestProfile(ObserverTest.AtTheAuthority.class)
class ObserverTest {

  public static class AtTheAuthority implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(
          new TestResourceEntry(
              ConsortiumResource.class,
              Map.of("org", "authority", "service", "claim-service"),
              false));
    }

    @Override
    public boolean disableGlobalTestResources() {
      return true;
    }
  }

  private static final String ROWAN = TestTokens.staff("authority", "rowan", "regulator");

  @Inject Deliver deliver;

  @Test
  void a_regulator_sees_the_ledgers_facts_and_nothing_of_the_patient() {
    var claimId = submittedByRiverside();
    deliver.fact(Payer.settle(claimId, 1).opId());

    var timeline =
        regulator()
            .get("/claims/" + claimId + "/timeline")
            .then()
            .statusCode(200)
            .body("provider", equalTo("riverside"))
            .body("payer", equalTo("harbor"))
            .body("state", equalTo("SETTLED"))
            .body("reasonCodes", contains("2", "252"))
            .body("steps.step", contains("SUBMIT", "ADJUDICATE_AND_SETTLE"))
            .body("total", nullValue())
            .body("claimNumber", nullValue())
            .body("lines.size()", equalTo(0))
            .extract()
            .asString();
    assertThat(timeline).doesNotContain(ClaimJson.MRN, "H-100");
    regulator()
        .get("/claims?state=SETTLED")
        .then()
        .body("find { it.claimId == '" + claimId + "' }.outcome", equalTo("PARTIALLY_PAID"));
    regulator().get("/claims/counts").then().body("SETTLED", greaterThanOrEqualTo(1));
    regulator()
        .get("/fhir/Claim/" + claimId)
        .then()
        .statusCode(404)
        .body("code", equalTo("claim.not-held"));
  }

  @Test
  void nobody_hands_a_claim_in_here() {
    given()
        .auth()
        .oauth2(TestTokens.staff("authority", "rowan", "regulator", "billing-clerk"))
        .contentType("application/fhir+json")
        .body(ClaimJson.json(ClaimJson.claim("C-1")))
        .post("/fhir/Claim")
        .then()
        .statusCode(404)
        .body("code", equalTo("intake.absent"));
    regulator()
        .contentType("application/fhir+json")
        .body(ClaimJson.json(ClaimJson.claim("C-1")))
        .post("/fhir/Claim")
        .then()
        .statusCode(403)
        .body("code", equalTo("role.missing"));
  }

  @Test
  void another_role_sees_nothing() {
    given()
        .auth()
        .oauth2(TestTokens.staff("authority", "ivy", "reviewer"))
        .get("/claims")
        .then()
        .statusCode(403)
        .body("code", equalTo("role.missing"));
  }

  private static String submittedByRiverside() {
    var ids = Ids.secure();
    var document = ClaimJson.json(ClaimJson.claim("C-" + ids.next()));
    var salt = ids.salt();
    var token = ids.next();
    var hash = new BillToken(token).hash();
    var operation =
        new SubmitClaim(
            ids.next(),
            ids.next(),
            "harbor",
            "claim",
            Commitment.to(salt, document).hex(),
            hash,
            null);
    TestInstitution.of("riverside")
        .submit(operation, new Opening.Document(salt, document, token), "riverside", "harbor");
    return operation.claimId();
  }

  private static RequestSpecification regulator() {
    return given().auth().oauth2(ROWAN);
  }
}
