package io.tallystick.claims.observer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tallystick.claims.ClaimJson;
import io.tallystick.claims.Deliver;
import io.tallystick.claims.Payer;
import io.tallystick.claims.intake.domain.BillToken;
import io.tallystick.claims.observer.app.Undecided;
import io.tallystick.claims.review.app.Reviews;
import io.tallystick.claims.review.domain.Review;
import io.tallystick.kit.events.PoisonEvent;
import io.tallystick.kit.events.content.ClaimAppealed;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.LedgerQueries;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.testing.ConsortiumResource;
import io.tallystick.kit.testing.TestInstitution;
import io.tallystick.kit.testing.TestTokens;
import io.tallystick.kit.testing.ToldStep;
import io.tallystick.vocabulary.claim.ClaimLifecycle;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.ledger.ClaimOperation.AppealClaim;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import io.tallystick.vocabulary.ledger.LedgerOperation.SubmitClaim;
import io.tallystick.vocabulary.ledger.Opening;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
  @Inject LedgerQueries ledger;
  @Inject Undecided undecided;
  @Inject Reviews reviews;
  @Inject Transactions transactions;

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

  @Test
  void what_institutions_owe_is_for_the_regulator() {
    for (var list : List.of("missing-receipts", "break-glass")) {
      regulator().get("/oversight/" + list).then().statusCode(200).body("", hasSize(0));
      reviewer()
          .get("/oversight/" + list)
          .then()
          .statusCode(403)
          .body("code", equalTo("role.missing"));
    }
  }

  @Test
  void a_decision_passes_to_review_when_the_ledger_says_that_it_is_overdue_and_not_before() {
    var claimId = submittedByRiverside();
    deliver.fact(Payer.settle(claimId, 1).opId());
    var undecidedClaim = submittedByRiverside();
    // Later on the chain than the claim before it.
    deliver.fact(appeal(claimId, 2, "harbor").opId());

    pass(regulator(), claimId, 409)
        .body("code", equalTo("deadline.not-passed"))
        .body("claimId", equalTo(claimId));
    pass(regulator(), undecidedClaim, 409).body("code", equalTo("claim.never-decided"));
    pass(regulator(), "0".repeat(32), 404).body("code", equalTo("claim.not-found"));
    pass(reviewer(), claimId, 403).body("code", equalTo("role.missing"));
    reviewer().get("/oversight/overdue-decisions").then().statusCode(403);
    regulator().get("/oversight/overdue-decisions").then().statusCode(200).body("", hasSize(0));
    var later = Instant.now().plus(1, ChronoUnit.DAYS);
    var owed = transactions.inTransaction(tx -> undecided.unmovedSince(tx, later));
    assertThat(owed).extracting(LedgerEntry.Claim::claimId).contains(claimId, undecidedClaim);
    assertThat(owed)
        .extracting(claim -> claim.position().deadlines().decideBy())
        .doesNotContainNull();
  }

  private static ValidatableResponse pass(RequestSpecification by, String claimId, int status) {
    return by.post("/oversight/overdue-decisions/" + claimId + "/pass-to-review")
        .then()
        .statusCode(status);
  }

  @Test
  void a_reviewer_sees_one_appeals_file_and_overturns_a_denial() {
    var claim = appealed();
    var said = claim.content();
    reviewer().get("/reviews/" + said.claimId()).then().statusCode(404);
    assertThatThrownBy(
            () ->
                deliver.event(
                    "claim.appealed", "riverside", said.claimId(), claim.opId(), lean(said)))
        .isInstanceOf(PoisonEvent.class);
    deliver.event("claim.appealed", "riverside", said.claimId(), claim.opId(), said);

    regulator().get("/reviews").then().statusCode(403);
    reviewer().get("/reviews").then().body("claimId", hasItem(said.claimId()));
    reviewer()
        .get("/reviews/" + said.claimId())
        .then()
        .statusCode(200)
        .body("appeal.text", equalTo("it was urgent"))
        .body("lines.decision", contains("ALLOWED", "DENIED"));
    decide(said.claimId(), "{\"overturn\":[1]}", 422)
        .body("code", equalTo("review.line-not-denied"));
    decide(said.claimId(), "{\"overturn\":[9]}", 422).body("code", equalTo("review.line-unknown"));
    decide(said.claimId(), "{\"overturn\":[2],\"note\":\"needed\"}", 200);

    var entry = ledger.get("claim:get", said.claimId(), LedgerEntry.Claim.class).orElseThrow();
    assertThat(entry.state()).isEqualTo(ClaimLifecycle.State.ADJUDICATED);
    assertThat(entry.reasonCodes()).containsExactly("2");
    assertThat(entry.outcome()).isEqualTo(AdjudicationOutcome.PARTIALLY_PAID);
    decide(said.claimId(), "{\"overturn\":[]}", 409).body("code", equalTo("review.decided"));
    regulator().get("/fhir/Claim/" + said.claimId()).then().statusCode(404);
  }

  @Test
  void an_appeal_that_passed_to_the_authority_is_reviewed_with_the_file_the_provider_sends() {
    var ids = Ids.secure();
    var document = ClaimJson.json(ClaimJson.claim("C-" + ids.next()));
    var salt = ids.salt();
    var claimId = submitted(document, salt);
    var settled = Payer.settle(claimId, 1).content();
    var first = appeal(claimId, 2, "harbor");
    deliver.fact(first.opId());
    var appeal = ledger.get("claim:get", claimId, LedgerEntry.Claim.class).orElseThrow().appeal();
    var said =
        new ClaimAppealed(
            claimId,
            2,
            "AUTHORITY",
            first.content().document(),
            first.content().salt(),
            document,
            salt,
            settled.document(),
            settled.salt());

    // Nobody brings it in before the ledger says that it passed on.
    assertThatThrownBy(
            () -> deliver.event("claim.appealed", "riverside", claimId, first.opId(), said))
        .isInstanceOf(PoisonEvent.class);
    assertThatThrownBy(
            () ->
                transactions.useTransaction(
                    tx -> {
                      var lapse = ToldStep.lapse(tx.getConnection(), claimId, appeal);
                      deliver.event("claim.appealed", "riverside", claimId, lapse, said);
                      assertThat(reviews.waiting(tx))
                          .filteredOn(review -> review.claimId().equals(claimId))
                          .extracting(Review::appealedBy)
                          .containsExactly("AUTHORITY");
                      throw new ToldStep.Undone();
                    }))
        .isInstanceOf(ToldStep.Undone.class);
  }

  private record Appealed(String opId, ClaimAppealed content) {}

  /** To the payer, who upheld its decision, and then to the Authority. */
  private static Appealed appealed() {
    var ids = Ids.secure();
    var document = ClaimJson.json(ClaimJson.claim("C-" + ids.next()));
    var salt = ids.salt();
    var claimId = submitted(document, salt);
    var settled = Payer.settle(claimId, 1).content();
    appeal(claimId, 2, "harbor");
    var upheld = Payer.uphold(claimId, 3, settled).content();
    var last = appeal(claimId, 4, "authority");
    return new Appealed(
        last.opId(),
        new ClaimAppealed(
            claimId,
            2,
            "PROVIDER",
            last.content().document(),
            last.content().salt(),
            document,
            salt,
            upheld.document(),
            upheld.salt()));
  }

  private static Appealed appeal(String claimId, long version, String decider) {
    var ids = Ids.secure();
    var document = "{\"text\":\"it was urgent\"}".getBytes(StandardCharsets.UTF_8);
    var salt = ids.salt();
    var operation =
        new AppealClaim(
            ids.next(),
            claimId,
            version,
            ClaimLifecycle.Party.PROVIDER,
            Commitment.to(salt, document).hex());
    TestInstitution.of("riverside")
        .submit(operation, new Opening.Document(salt, document, null), "riverside", decider);
    return new Appealed(
        operation.opId(),
        new ClaimAppealed(claimId, 1, "PROVIDER", document, salt, null, null, null, null));
  }

  /** Without the file. */
  private static ClaimAppealed lean(ClaimAppealed said) {
    return new ClaimAppealed(
        said.claimId(), 2, said.by(), said.document(), said.salt(), null, null, null, null);
  }

  private static ValidatableResponse decide(String claimId, String ruling, int status) {
    return reviewer()
        .contentType("application/json")
        .body(ruling)
        .post("/reviews/" + claimId + "/decide")
        .then()
        .statusCode(status);
  }

  private static RequestSpecification reviewer() {
    return given().auth().oauth2(TestTokens.staff("authority", "ivy", "reviewer"));
  }

  private static String submittedByRiverside() {
    var ids = Ids.secure();
    return submitted(ClaimJson.json(ClaimJson.claim("C-" + ids.next())), ids.salt());
  }

  private static String submitted(byte[] document, byte[] salt) {
    var ids = Ids.secure();
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
