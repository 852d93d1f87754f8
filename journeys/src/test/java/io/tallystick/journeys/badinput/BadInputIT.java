package io.tallystick.journeys.badinput;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.restassured.RestAssured;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ValidatableResponse;
import io.tallystick.cli.demo.Town;
import io.tallystick.cli.demo.http.Api;
import io.tallystick.cli.demo.stage.RegisterPatients.Registry;
import io.tallystick.cli.demo.synthea.Fhir;
import io.tallystick.cli.demo.synthea.ImportedClaim;
import io.tallystick.cli.demo.synthea.ImportedPatient;
import io.tallystick.cli.demo.watch.BlockWatch;
import io.tallystick.cli.demo.watch.Trail;
import io.tallystick.journeys.system.NeedsWholeSystem;
import io.tallystick.journeys.system.Patients;
import io.tallystick.journeys.system.WholeSystem;
import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a claims desk and a record system turn away, with a stable code and without a trace. */
@NeedsWholeSystem
@Order(20)
class BadInputIT {

  private static final int FIFTY_MB = 50_000_000;
  private static final int DEEP = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final WholeSystem system;
  private final Town town;
  private final String run;
  private ImportedPatient patient;
  private ImportedPatient stranger;
  private ImportedClaim bill;
  private String hospital;
  private Registry registry;
  private BlockWatch ledger;
  private Set<String> claimsBefore;
  private Set<String> recordsBefore;
  private long transactionsBefore;
  private long listedBefore;
  private String firstClaimId;

  BadInputIT(WholeSystem system) {
    this.system = system;
    this.town = system.town();
    this.run = Long.toString(town.clock().instant().getEpochSecond(), 36);
  }

  @BeforeAll
  void one_good_claim_first() throws InterruptedException {
    RestAssured.useRelaxedHTTPSValidation();
    var patients = new Patients(system);
    var two =
        patients
            .agreeing()
            .filter(p -> Patients.plain(p).size() > 1)
            .filter(p -> p.hospitals().contains("riverside"))
            .limit(2)
            .toList();
    patient = two.getFirst();
    stranger = two.getLast();
    registry = patients.prepare(two);
    bill =
        Patients.plain(patient).stream()
            .filter(c -> c.hospital().equals("riverside"))
            .findFirst()
            .orElseThrow();
    hospital = bill.hospital();
    ledger = system.ledger();
    firstClaimId = accepted(claim("good"));
    assertThat(ledger.await(c -> c.claim(firstClaimId).filter(Trail::atRest).isPresent(), PATIENCE))
        .isTrue();
    claimsBefore = ledger.chain().claimIds();
    recordsBefore = ledger.chain().recordIds();
    transactionsBefore = ledger.chain().transactions();
    listedBefore = listed();
  }

  @AfterAll
  void close() {
    if (ledger != null) ledger.close();
  }

  record Bad(String what, byte[] body, int status, String code) {
    @Override
    public String toString() {
      return what + " → " + code;
    }
  }

  Stream<Bad> badClaims() {
    return Stream.of(
        bad("malformed JSON", "{\"resourceType\":\"Claim\",", 400, "json.malformed"),
        bad("nothing", "", 400, "json.malformed"),
        bad("JSON that isn't FHIR", "{\"hello\":\"world\"}", 400, "fhir.invalid"),
        bad("another resource", patientResource(), 400, "fhir.wrong-resource"),
        bad("a total that isn't the sum", wrongTotal(), 422, "claim.total-mismatch"),
        bad("an unknown payer", unknownPayer(), 422, "claim.payer-unknown"),
        bad("negative money", negative(), 422, "claim.money-negative"),
        bad("two currencies", mixed(), 422, "claim.money-mixed-currency"),
        bad("an unknown patient", unknownPatient(), 422, "claim.patient-unknown"),
        bad("another's bill", elsewhere(), 422, "claim.provider-not-us"),
        bad("10,000 levels of objects", nested("{\"a\":", "}"), 400, "json.too-deep"),
        bad("10,000 levels of arrays", nested("[", "]"), 400, "json.too-deep"),
        bad("50 MB", large(), 413, "body.too-large"));
  }

  @ParameterizedTest
  @MethodSource("badClaims")
  @Order(1)
  void a_bad_claim_is_refused(Bad bad) {
    problem(post(bad.body(), town.billing(hospital)), bad.status(), bad.code());
  }

  @Test
  @Order(1)
  void the_same_claim_number_again_is_refused_and_names_the_first() {
    problem(post(Fhir.bytes(claim("good")), town.billing(hospital)), 409, "claim.duplicate")
        .body("claimId", equalTo(firstClaimId));
  }

  @ParameterizedTest
  @MethodSource("badRecords")
  @Order(1)
  void a_bad_record_is_refused(Bad bad) {
    var url = town.at().gateway(hospital) + "/fhir";
    problem(post(url, bad.body(), town.ehr(hospital)), bad.status(), bad.code());
  }

  Stream<Bad> badRecords() {
    return Stream.of(
        bad("malformed JSON", "{\"resourceType\":", 400, "json.malformed"),
        bad("JSON that isn't FHIR", "{\"hello\":\"world\"}", 400, "fhir.invalid"),
        bad("another resource", patientResource(), 400, "fhir.wrong-resource"),
        bad("10,000 levels", nested("{\"a\":", "}"), 400, "json.too-deep"),
        bad("50 MB", large(), 413, "body.too-large"));
  }

  @Test
  @Order(1)
  void fifty_megabytes_without_a_stated_length_are_refused() throws Exception {
    var answer =
        new EndlessBody(town.at().claims(hospital) + "/fhir/Claim", town.billing(hospital))
            .post(FIFTY_MB);
    assertThat(answer.status()).isEqualTo(413);
  }

  @ParameterizedTest
  @MethodSource("wrongTokens")
  @Order(1)
  void a_claim_needs_a_token_of_the_hospital_s_own_billing(Wrong wrong) {
    var answer =
        wrong.token() == null ? post(Fhir.bytes(claim("token")), null) : post(wrong.token());
    problem(answer, wrong.status(), wrong.code());
  }

  record Wrong(String what, String token, int status, String code) {
    @Override
    public String toString() {
      return what + " → " + code;
    }
  }

  Stream<Wrong> wrongTokens() {
    var person = new Patients(system).person(patient);
    var own = town.billing(hospital);
    return Stream.of(
        new Wrong("no token", null, 401, "token.missing"),
        new Wrong("garbage", "garbage", 401, "token.invalid"),
        new Wrong(
            "a forged signature",
            own.substring(0, own.length() - 9) + "AAAAAAAAA",
            401,
            "token.invalid"),
        new Wrong("an expired one", ShortLived.token(system), 401, "token.invalid"),
        new Wrong(
            "a realm nobody pinned", ShortLived.administrator(system), 401, "token.issuer-unknown"),
        new Wrong("another hospital's billing", town.billing("summit"), 403, "role.missing"),
        new Wrong(
            "an insurer's adjudicator",
            town.tokens().ofStaff("harbor", "hank"),
            403,
            "role.missing"),
        new Wrong(
            "a patient's",
            town.tokens().ofPatient(person.username(), person.password()),
            403,
            "role.missing"),
        new Wrong(
            "the hospital's clinician",
            town.tokens().ofStaff("riverside", "reyes"),
            403,
            "role.missing"));
  }

  @ParameterizedTest
  @MethodSource("othersPages")
  @Order(1)
  void a_patient_gets_nothing_of_another_s(String url) {
    problem(given().auth().oauth2(strangersToken()).get(url).then(), 404, null);
  }

  Stream<String> othersPages() {
    var id = Api.encode(registry.id(patient, hospital));
    var gateway = town.at().gateway(hospital);
    var claims = town.at().claims(hospital);
    return Stream.of(
        gateway + "/me/records?patient=" + id,
        gateway + "/me/consents?patient=" + id,
        gateway + "/me/consent-requests?patient=" + id,
        gateway + "/me/accesses?patient=" + id,
        claims + "/me/claims?patient=" + id,
        claims + "/claims/" + firstClaimId + "/timeline");
  }

  @Test
  @Order(1)
  void a_patient_can_not_draft_a_consent_for_another() {
    var body =
        Fhir.object()
            .put("patient", registry.id(patient, hospital))
            .put("grantee", "harbor")
            .put("days", 30);
    body.putArray("statements");
    var url = town.at().gateway(hospital) + "/me/consents/draft";
    var answer =
        given()
            .auth()
            .oauth2(strangersToken())
            .contentType(Api.JSON)
            .body(Fhir.bytes(body))
            .post(url)
            .then();
    assertThat(answer.extract().statusCode()).isBetween(400, 422);
    assertThat(answer.extract().contentType()).startsWith("application/problem+json");
  }

  /** The good claim comes last through the same pipes: whatever was written would come before. */
  @Test
  @Order(2)
  void nothing_of_it_was_written() throws InterruptedException {
    var marker = accepted(claim("marker"));
    assertThat(ledger.await(c -> c.claim(marker).filter(Trail::atRest).isPresent(), PATIENCE))
        .isTrue();
    var chain = ledger.chain();
    assertThat(chain.claimIds())
        .hasSize(claimsBefore.size() + 1)
        .containsAll(claimsBefore)
        .contains(marker);
    assertThat(chain.recordIds()).isEqualTo(recordsBefore);
    var ofMarker = chain.claim(marker).orElseThrow().steps().size() + chain.accesses(marker).size();
    assertThat(chain.transactions() - transactionsBefore).isEqualTo(ofMarker);
    assertThat(listed()).isEqualTo(listedBefore + 1);
  }

  @Test
  @Order(3)
  void an_unknown_member_is_a_denial_and_no_error() throws InterruptedException {
    var claim = claim("member");
    var insurance = Fhir.object().put("sequence", 1).put("focal", true);
    insurance.set("coverage", identified("member-id", "nobody-at-all"));
    claim.putArray("insurance").add(insurance);
    var id = accepted(claim);
    assertThat(ledger.await(c -> c.claim(id).filter(Trail::atRest).isPresent(), PATIENCE)).isTrue();
    var last = ledger.chain().claim(id).orElseThrow().last().entry();
    assertThat(last.state()).isEqualTo(State.SETTLED);
    assertThat(last.outcome()).isEqualTo(AdjudicationOutcome.NOT_COVERED);
    assertThat(last.reasonCodes()).contains("31");
  }

  private String accepted(ObjectNode claim) {
    var location =
        post(Fhir.bytes(claim), town.billing(hospital))
            .statusCode(201)
            .extract()
            .header("Location");
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private ValidatableResponse post(String token) {
    return post(Fhir.bytes(claim("token")), token);
  }

  private ValidatableResponse post(byte[] body, String token) {
    return post(town.at().claims(hospital) + "/fhir/Claim", body, token);
  }

  /** Asks before it sends: a server may refuse a large body unread. */
  private static ValidatableResponse post(String url, byte[] body, String token) {
    var asking =
        RestAssuredConfig.config()
            .httpClient(
                HttpClientConfig.httpClientConfig()
                    .setParam("http.protocol.expect-continue", body.length > 1_000_000));
    var request = given().config(asking).contentType(Api.FHIR).body(body);
    return (token == null ? request : request.auth().oauth2(token)).post(url).then();
  }

  private static ValidatableResponse problem(ValidatableResponse answer, int status, String code) {
    answer
        .statusCode(status)
        .contentType("application/problem+json")
        .body("status", equalTo(status));
    return code == null
        ? answer
        : answer
            .body("code", equalTo(code))
            .body("type", equalTo("urn:tallystick:problem:" + code));
  }

  /** How many claims the claims desk counts. */
  private long listed() {
    var counts =
        town.api()
            .get(town.at().claims(hospital) + "/claims/counts", town.billing(hospital))
            .orThrow("counts")
            .body();
    long sum = 0;
    for (var count : counts) sum += count.asLong();
    return sum;
  }

  private String strangersToken() {
    var person = new Patients(system).person(stranger);
    return town.tokens().ofPatient(person.username(), person.password());
  }

  private ObjectNode claim(String name) {
    return bill.numbered("C-" + run + "-" + name, "B-" + run + "-" + name).deepCopy();
  }

  private ObjectNode wrongTotal() {
    var claim = claim("total");
    ((ObjectNode) claim.path("total")).put("value", bill.total().minor() / 100 + 1);
    return claim;
  }

  private ObjectNode unknownPayer() {
    var claim = claim("payer");
    claim.set("insurer", identified("org", "atlantis"));
    return claim;
  }

  private ObjectNode negative() {
    var claim = claim("negative");
    ((ObjectNode) claim.at("/item/0/net")).put("value", -5);
    return claim;
  }

  private ObjectNode mixed() {
    var claim = claim("mixed");
    ((ObjectNode) claim.at("/item/0/net")).put("currency", "EUR");
    return claim;
  }

  private ObjectNode unknownPatient() {
    var claim = claim("patient");
    claim.set("patient", identified("mrn/" + hospital, "no-such-number"));
    return claim;
  }

  private ObjectNode elsewhere() {
    var claim = claim("elsewhere");
    claim.set("provider", identified("org", "summit"));
    return claim;
  }

  private static ObjectNode identified(String system, String value) {
    return Fhir.object().set("identifier", Fhir.identifier(system, value));
  }

  private static ObjectNode patientResource() {
    return Fhir.object().put("resourceType", "Patient").put("active", true);
  }

  private static String nested(String open, String close) {
    return "{\"resourceType\":" + open.repeat(DEEP) + "1" + close.repeat(DEEP) + "}";
  }

  private static byte[] large() {
    var body = new byte[FIFTY_MB];
    java.util.Arrays.fill(body, (byte) ' ');
    var start = "{\"resourceType\":\"Claim\",\"id\":\"".getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(start, 0, body, 0, start.length);
    return body;
  }

  private static Bad bad(String what, String body, int status, String code) {
    return bad(what, body.getBytes(StandardCharsets.UTF_8), status, code);
  }

  private static Bad bad(String what, ObjectNode body, int status, String code) {
    return bad(what, Fhir.bytes(body), status, code);
  }

  private static Bad bad(String what, byte[] body, int status, String code) {
    return new Bad(what, body, status, code);
  }
}
