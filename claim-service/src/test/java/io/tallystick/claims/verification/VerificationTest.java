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
import io.tallystick.claims.verification.adapter.ClaimCopies;
import io.tallystick.kit.ledger.LedgerQueries;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.testing.ConsortiumResource;
import io.tallystick.kit.testing.TestTokens;
import io.tallystick.kit.verification.TailCopies;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /** A column added later is shown, or named here as the desk's own bookkeeping. */
  @Test
  void every_column_that_follows_from_the_ledger_is_shown() {
    var ownBookkeeping = Set.of("seen_at", "with_payer");
    var tables =
        List.of(TailCopies.OPERATIONS, TailCopies.ENTRIES, ClaimCopies.FACTS, ClaimCopies.STEPS);
    for (var table : tables) {
      assertThat(columns(table.table()))
          .as(table.table())
          .isNotEmpty()
          .allMatch(column -> table.query().contains(column) || ownBookkeeping.contains(column));
    }
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

  private List<String> columns(String table) {
    var sql = "select column_name from information_schema.columns where table_name = ?";
    return transactions.inTransaction(
        tx -> tx.createQuery(sql).bind(0, table).mapTo(String.class).list());
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
