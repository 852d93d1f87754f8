package io.tallystick.claims.verification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.matchesPattern;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.tallystick.claims.ClaimJson;
import io.tallystick.claims.HospitalGatewayStub;
import io.tallystick.kit.ledger.LedgerQueries;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.testing.ConsortiumResource;
import io.tallystick.kit.testing.TestTokens;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
    value = ConsortiumResource.class,
    initArgs = {
      @ResourceArg(name = "org", value = "riverside"),
      @ResourceArg(name = "service", value = "claim-service")
    })
@QuarkusTestResource(HospitalGatewayStub.class)
class VerificationTest {

  private static final String CLERK = TestTokens.staff("riverside", "rita", "billing-clerk");
  private static final String SERVICE = TestTokens.service("riverside", "claim-service");

  @Inject LedgerQueries ledger;
  @Inject Transactions transactions;

  @Test
  void the_own_services_see_how_far_the_chain_is_read_and_what_is_kept_of_it() {
    given()
        .auth()
        .oauth2(SERVICE)
        .get("/verification")
        .then()
        .statusCode(200)
        .body("org", equalTo("riverside"))
        .body("witness.blocks", greaterThan(0))
        .body("witness.headerHash", matchesPattern("[0-9a-f]{64}"))
        .body("tables", hasItems("ledger_entry", "ledger_operation", "claim_fact", "claim_step"));
  }

  @Test
  void a_kept_claim_shows_what_it_commits_to_and_nothing_of_its_content() {
    var claimId = submit();
    var committed = ledger.get("claim:get", claimId, LedgerEntry.Claim.class).orElseThrow();
    var shown = facts("claim_document", claimId);
    assertThat(shown).containsOnly(Map.entry("commitment", committed.commitment()));
  }

  @Test
  void altered_sealed_bytes_are_shown_as_such() {
    var claimId = submit();
    transactions.useTransaction(
        tx ->
            tx.execute(
                "update sealed_document set ciphertext = ciphertext || '\\x00' where id = ?",
                "claim/" + claimId));
    assertThat(facts("claim_document", claimId)).containsOnly(Map.entry("fault", "seal.broken"));
  }

  @Test
  void nobody_else_may_ask() {
    given().auth().oauth2(CLERK).get("/verification").then().statusCode(403);
    given().auth().oauth2(CLERK).get("/verification/ledger_entry").then().statusCode(403);
    given().get("/verification").then().statusCode(401);
  }

  @Test
  void a_table_that_follows_from_nothing_is_not_shown() {
    var asked = given().auth().oauth2(SERVICE).get("/verification/bill");
    asked.then().statusCode(404).body("code", equalTo("copy.unknown"));
  }

  private String submit() {
    var location =
        given()
            .auth()
            .oauth2(CLERK)
            .contentType("application/fhir+json")
            .body(ClaimJson.json(ClaimJson.claim("C-" + UUID.randomUUID())))
            .post("/fhir/Claim")
            .then()
            .statusCode(201)
            .extract()
            .header("Location");
    return location.replaceFirst(".*/fhir/Claim/", "");
  }

  private static Map<String, String> facts(String table, String key) {
    JsonPath page =
        given()
            .auth()
            .oauth2(SERVICE)
            .get("/verification/" + table + "?limit=1000")
            .then()
            .statusCode(200)
            .extract()
            .jsonPath();
    return page.getMap("rows.find { it.key == '" + key + "' }.facts");
  }
}
