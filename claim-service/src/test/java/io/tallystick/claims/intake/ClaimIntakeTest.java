package io.tallystick.claims.intake;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tallystick.claims.ClaimJson;
import io.tallystick.claims.HospitalGatewayStub;
import io.tallystick.claims.Rows;
import io.tallystick.kit.fhir.claim.NamingSystems;
import io.tallystick.kit.ledger.LedgerQueries;
import io.tallystick.kit.testing.ConsortiumResource;
import io.tallystick.kit.testing.TestInstitution;
import io.tallystick.kit.testing.TestTokens;
import io.tallystick.vocabulary.claim.ClaimLifecycle;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(
    value = ConsortiumResource.class,
    initArgs = {
      @ResourceArg(name = "org", value = "riverside"),
      @ResourceArg(name = "service", value = "claim-service")
    })
@QuarkusTestResource(HospitalGatewayStub.class)
class ClaimIntakeTest {

  private static final String CLERK = TestTokens.staff("riverside", "rita", "billing-clerk");

  @Inject LedgerQueries ledger;
  @Inject Rows rows;

  @Test
  void the_capability_statement_names_what_a_billing_system_finds_here() {
    given()
        .get("/fhir/metadata")
        .then()
        .statusCode(200)
        .contentType("application/fhir+json")
        .body("resourceType", equalTo("CapabilityStatement"))
        .body("software.name", equalTo("Tallystick claim-service"))
        .body(
            "rest[0].resource.find{it.type=='Claim'}.interaction.code", hasItems("create", "read"))
        .body("rest[0].resource.find{it.type=='Claim'}.operation.name", hasItem("submit"))
        .body("rest[0].resource.find{it.type=='ClaimResponse'}.interaction.code", hasItem("read"))
        .body("rest[0].resource.type", hasSize(2));
  }

  @Test
  void a_sound_claim_is_on_the_ledger_when_the_clerk_hears_of_it() {
    var document = ClaimJson.json(ClaimJson.claim(number()));

    var response =
        post("/fhir/Claim", document)
            .statusCode(201)
            .header("Tallystick-Txid", matchesPattern("[0-9a-f]{64}"))
            .body("resourceType", equalTo("ClaimResponse"))
            .body("outcome", equalTo("queued"))
            .extract();

    var claimId = response.header("Location").replaceFirst(".*/fhir/Claim/", "");
    var entry = ledger.get("claim:get", claimId, LedgerEntry.Claim.class).orElseThrow();
    assertThat(entry.state()).isEqualTo(ClaimLifecycle.State.SUBMITTED);
    assertThat(entry.provider()).isEqualTo("riverside");
    assertThat(entry.payer()).isEqualTo("harbor");
    var stored = clerk().get("/fhir/Claim/" + claimId).then().statusCode(200).extract();
    assertThat(stored.asByteArray()).as("the exact bytes").isEqualTo(document);
  }

  @Test
  void a_request_s_trace_leads_through_the_ledger_command_to_the_payer_s_event() {
    var trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    var response =
        clerk()
            .header("traceparent", "00-" + trace + "-00f067aa0ba902b7-01")
            .contentType("application/fhir+json")
            .body(ClaimJson.json(ClaimJson.claim(number())))
            .post("/fhir/Claim")
            .then();
    var claimId = claimId(response);

    assertThat(rows.traceOfCommand(claimId)).startsWith("00-" + trace + "-");
    var received =
        TestInstitution.of("harbor")
            .events()
            .await("claims", "claim.submitted", claimId, Duration.ofSeconds(60));
    assertThat(received.orElseThrow().attributes().get("ce_traceparent"))
        .startsWith("00-" + trace + "-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"$submit", "%24submit"})
  void a_pas_bundle_is_submitted_under_its_own_operation(String operation) {
    var bundle = ClaimJson.json(ClaimJson.bundle(ClaimJson.claim(number())));

    var claimId = claimId(post("/fhir/Claim/" + operation, bundle).statusCode(201));

    clerk()
        .get("/fhir/Claim/" + claimId)
        .then()
        .statusCode(200)
        .body("resourceType", equalTo("Claim"));
  }

  @Test
  void the_same_number_again_is_a_duplicate_and_names_the_first() {
    var number = number();
    var claimId = claimId(post("/fhir/Claim", ClaimJson.json(ClaimJson.claim(number))));

    refused(ClaimJson.json(number, c -> c.addItem(c.getItem().remove(1))), 409, "claim.duplicate")
        .body("claimId", equalTo(claimId));
  }

  @Test
  void a_second_claim_on_a_bill_is_refused_by_the_ledger_and_frees_its_number() {
    var bill = number();
    post("/fhir/Claim", ClaimJson.json(number(), billed(bill))).statusCode(201);
    var second = number();

    var atOtherInsurer =
        billed(bill).andThen(c -> c.setInsurer(ClaimJson.by(NamingSystems.ORG, "meridian")));
    var refusedId =
        post("/fhir/Claim", ClaimJson.json(second, atOtherInsurer))
            .statusCode(409)
            .contentType("application/problem+json")
            .body("code", equalTo("bill.locked"))
            .body("claimId", notNullValue())
            .extract()
            .path("claimId");

    clerk()
        .get("/claims?state=REFUSED")
        .then()
        .body("find { it.claimId == '" + refusedId + "' }.refusal", equalTo("bill.locked"));
    post("/fhir/Claim", ClaimJson.json(ClaimJson.claim(second))).statusCode(201);
  }

  static Stream<Arguments> badInput() {
    return Stream.of(
        bad(400, "json.malformed", "{\"resourceType\":\"Claim\""),
        bad(400, "json.malformed", "not json"),
        bad(400, "json.too-deep", "{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}"),
        bad(400, "fhir.invalid", "{\"hello\":\"world\"}"),
        bad(400, "fhir.invalid", "{\"resourceType\":\"Claim\",\"status\":\"no such status\"}"),
        bad(
            400,
            "fhir.wrong-resource",
            new String(ClaimJson.json(new Patient()), StandardCharsets.UTF_8)),
        bad(422, "claim.incomplete", "{\"resourceType\":\"Claim\",\"status\":\"active\"}"),
        bad(422, "claim.total-mismatch", c -> c.setTotal(ClaimJson.usd("100.01"))),
        bad(422, "claim.money-negative", c -> c.setTotal(ClaimJson.usd("-100.00"))),
        bad(422, "claim.money-mixed-currency", c -> c.getTotal().setCurrency("EUR")),
        bad(422, "claim.money-malformed", c -> c.getTotal().setCurrency("ZZZ")),
        bad(422, "claim.payer-unknown", c -> c.setInsurer(org("nobody"))),
        bad(422, "claim.payer-unknown", c -> c.setInsurer(org("summit"))),
        bad(422, "claim.provider-not-us", c -> c.setProvider(org("summit"))),
        bad(422, "claim.patient-unknown", c -> c.setPatient(mrn(ClaimJson.STRANGER_MRN))),
        bad(503, "institution.unavailable", c -> c.setPatient(mrn(ClaimJson.DOWN_MRN))));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("badInput")
  void bad_input_is_a_problem_and_writes_nothing(int status, String code, byte[] document) {
    refused(document, status, code);
  }

  @Test
  void no_total_but_the_sum_of_the_lines_is_taken() {
    var random = new Random(42);
    for (int i = 0; i < 25; i++) {
      var cents = 10_000 + (random.nextBoolean() ? 1 : -1) * (1 + random.nextInt(9_999));
      var total = "%d.%02d".formatted(cents / 100, cents % 100);
      refused(
          ClaimJson.json(number(), c -> c.setTotal(ClaimJson.usd(total))),
          422,
          "claim.total-mismatch");
    }
  }

  @Test
  void a_body_beyond_the_limit_is_refused() {
    refused(new byte[11 * 1024 * 1024], 413, "body.too-large");
  }

  @Test
  void problems_hold_no_phi() {
    var problem =
        refused(
                ClaimJson.json(number(), c -> c.setTotal(ClaimJson.usd("1.00"))),
                422,
                "claim.total-mismatch")
            .body("problems.element", hasItem("Claim.total"))
            .extract()
            .asString();
    assertThat(problem).doesNotContain(ClaimJson.MRN, "H-100", "sinusitis");
  }

  @Test
  void only_the_own_billing_clerk_hands_claims_in() {
    var claim = ClaimJson.json(ClaimJson.claim(number()));
    var before = rows.count();

    as(TestTokens.staff("riverside", "reyes", "clinician"), claim)
        .statusCode(403)
        .body("code", equalTo("role.missing"));
    as(TestTokens.patient("pat"), claim).statusCode(403).body("code", equalTo("role.missing"));
    as(TestTokens.staff("summit", "sam", "billing-clerk"), claim)
        .statusCode(403)
        .body("code", equalTo("role.missing"));
    as(TestTokens.token("http://elsewhere/realms/x", "x", Duration.ofMinutes(1)), claim)
        .statusCode(401)
        .body("code", equalTo("token.issuer-unknown"));
    given()
        .contentType("application/fhir+json")
        .body(claim)
        .post("/fhir/Claim")
        .then()
        .statusCode(401)
        .body("code", equalTo("token.missing"));

    assertThat(rows.count()).isEqualTo(before);
  }

  private ValidatableResponse refused(byte[] document, int status, String code) {
    var before = rows.count();
    var response =
        post("/fhir/Claim", document)
            .statusCode(status)
            .contentType("application/problem+json")
            .body("code", equalTo(code))
            .body("type", equalTo("urn:tallystick:problem:" + code));
    assertThat(rows.count()).as("nothing written").isEqualTo(before);
    return response;
  }

  private static ValidatableResponse post(String path, byte[] document) {
    return clerk()
        .contentType("application/fhir+json")
        .body(document)
        .urlEncodingEnabled(false)
        .post(path)
        .then();
  }

  private static ValidatableResponse as(String token, byte[] document) {
    return given()
        .auth()
        .oauth2(token)
        .contentType("application/fhir+json")
        .body(document)
        .post("/fhir/Claim")
        .then();
  }

  private static RequestSpecification clerk() {
    return given().auth().oauth2(CLERK);
  }

  private static String claimId(ValidatableResponse response) {
    return response.statusCode(201).extract().header("Location").replaceFirst(".*/", "");
  }

  private static Consumer<Claim> billed(String bill) {
    return c ->
        c.addIdentifier(new Identifier().setSystem(NamingSystems.BILL_NUMBER).setValue(bill));
  }

  private static Reference org(String id) {
    return ClaimJson.by(NamingSystems.ORG, id);
  }

  private static Reference mrn(String number) {
    return ClaimJson.by(NamingSystems.mrn("riverside"), number);
  }

  private static Arguments bad(int status, String code, String document) {
    return Arguments.of(status, code, document.getBytes(StandardCharsets.UTF_8));
  }

  private static Arguments bad(int status, String code, Consumer<Claim> spoilt) {
    return Arguments.of(status, code, ClaimJson.json(number(), spoilt));
  }

  private static String number() {
    return "C-" + UUID.randomUUID();
  }
}
