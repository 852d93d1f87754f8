package io.tallystick.journeys.badinput;

import static io.tallystick.journeys.badinput.Answers.get;
import static io.tallystick.journeys.badinput.Answers.post;
import static io.tallystick.journeys.badinput.Answers.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystick.cli.demo.Town;
import io.tallystick.cli.demo.http.Api;
import io.tallystick.cli.demo.stage.RegisterPatients.Registry;
import io.tallystick.cli.demo.synthea.Fhir;
import io.tallystick.cli.demo.synthea.ImportedClaim;
import io.tallystick.cli.demo.synthea.ImportedPatient;
import io.tallystick.cli.demo.watch.BlockWatch;
import io.tallystick.journeys.system.Bills;
import io.tallystick.journeys.system.NeedsWholeSystem;
import io.tallystick.journeys.system.Patients;
import io.tallystick.journeys.system.WholeSystem;
import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a claims desk and a hospital-gateway turn away, with a stable code and without a trace. */
@NeedsWholeSystem
@Order(20)
class BadInputIT {

  private static final String HOSPITAL = "riverside";

  private final WholeSystem system;
  private final Town town;
  private final Patients patients;
  private final long now;
  private ImportedPatient patient;
  private ImportedPatient stranger;
  private ImportedClaim bill;
  private Registry registry;
  private BlockWatch ledger;
  private String firstClaimId;
  private Trace before;
  private int claims;

  BadInputIT(WholeSystem system) {
    this.system = system;
    this.town = system.town();
    this.patients = new Patients(system);
    this.now = town.clock().instant().getEpochSecond();
  }

  @BeforeAll
  void a_good_claim_comes_first() throws InterruptedException {
    var two =
        patients
            .agreeing()
            .filter(p -> Patients.plain(p).stream().anyMatch(c -> c.hospital().equals(HOSPITAL)))
            .limit(2)
            .toList();
    patient = two.getFirst();
    stranger = two.getLast();
    registry = patients.prepare(two);
    bill =
        Patients.plain(patient).stream()
            .filter(c -> c.hospital().equals(HOSPITAL))
            .findFirst()
            .orElseThrow();
    ledger = system.ledger();
    firstClaimId = accepted(claim("first"));
    Trace.atRest(firstClaimId, ledger);
    before = Trace.now(ledger, town, HOSPITAL);
  }

  @AfterAll
  void close() {
    if (ledger != null) ledger.close();
  }

  @ParameterizedTest
  @MethodSource("badClaims")
  @Order(1)
  void a_bad_claim_is_refused(Bad bad) {
    problem(post(desk(), bad.body(), billing()), bad.status(), bad.code());
  }

  Stream<Bad> badClaims() {
    return Stream.concat(Bad.anywhere(), Bad.claims(() -> claim("bad-" + ++claims)));
  }

  @Test
  @Order(1)
  void the_same_claim_number_again_is_refused_and_names_the_first() {
    problem(post(desk(), Fhir.bytes(claim("first")), billing()), 409, "claim.duplicate")
        .body("claimId", equalTo(firstClaimId));
  }

  @ParameterizedTest
  @MethodSource("badRecords")
  @Order(1)
  void a_bad_record_is_refused(Bad bad) {
    var records = town.at().gateway(HOSPITAL) + "/fhir";
    problem(post(records, bad.body(), town.ehr(HOSPITAL)), bad.status(), bad.code());
  }

  Stream<Bad> badRecords() {
    return Bad.anywhere();
  }

  @Test
  @Order(1)
  void fifty_megabytes_without_a_stated_length_are_refused() throws Exception {
    var answer = new EndlessBody(desk(), billing()).post(Bad.FIFTY_MB);
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.text()).contains("body.too-large");
  }

  @ParameterizedTest
  @MethodSource("wrongTokens")
  @Order(1)
  void a_claim_needs_a_token_of_the_hospital_s_own_billing(WrongToken wrong) {
    var body = Fhir.bytes(claim("token-" + ++claims));
    problem(post(desk(), body, wrong.token()), wrong.status(), wrong.code());
  }

  Stream<WrongToken> wrongTokens() {
    return WrongToken.of(system, HOSPITAL, patients.person(patient));
  }

  @ParameterizedTest
  @MethodSource("pagesOfAPatient")
  @Order(1)
  void a_patient_gets_nothing_of_another_s(String url, String code) {
    problem(get(url, token(stranger)), 404, code);
    get(url, token(patient)).statusCode(200);
  }

  Stream<Arguments> pagesOfAPatient() {
    var id = Api.encode(registry.id(patient, HOSPITAL));
    var gateway = town.at().gateway(HOSPITAL);
    var claims = town.at().claims(HOSPITAL);
    return Stream.of(
        arguments(gateway + "/me/records?patient=" + id, "patient.not-found"),
        arguments(gateway + "/me/consents?patient=" + id, "patient.not-found"),
        arguments(gateway + "/me/consent-requests?patient=" + id, "patient.not-found"),
        arguments(gateway + "/me/accesses?patient=" + id, "patient.not-found"),
        arguments(claims + "/me/claims?patient=" + id, "patient.not-found"),
        arguments(claims + "/claims/" + firstClaimId + "/timeline", "claim.not-found"));
  }

  @Test
  @Order(1)
  void a_patient_can_not_draft_a_consent_for_another() {
    var asked = Fhir.object().put("patient", registry.id(patient, HOSPITAL));
    asked.put("grantee", "harbor").put("days", 30);
    asked
        .putArray("statements")
        .addObject()
        .putArray("provisions")
        .addObject()
        .put("effect", "PERMIT");
    var url = town.at().gateway(HOSPITAL) + "/me/consents/draft";
    var reply = town.api().post(url, token(stranger), Api.JSON, asked);
    assertThat(reply.code()).as(reply.why()).isEqualTo("patient.not-found");
  }

  /** A good claim comes last through the same pipes: whatever was written would come before it. */
  @Test
  @Order(2)
  void nothing_of_it_was_written() throws InterruptedException {
    var marker = accepted(claim("last"));
    Trace.atRest(marker, ledger);
    before.grewOnlyBy(marker, ledger, town, HOSPITAL);
  }

  @Test
  @Order(3)
  void an_unknown_member_is_a_denial_and_no_error() throws InterruptedException {
    var claim = claim("member");
    var insurance = Fhir.object().put("sequence", 1).put("focal", true);
    insurance.set(
        "coverage", Fhir.object().set("identifier", Fhir.identifier("member-id", "nobody")));
    claim.putArray("insurance").add(insurance);
    var last = Trace.atRest(accepted(claim), ledger).last().entry();
    assertThat(last.state()).isEqualTo(State.SETTLED);
    assertThat(last.outcome()).isEqualTo(AdjudicationOutcome.NOT_COVERED);
    assertThat(last.reasonCodes()).contains("31");
  }

  private String accepted(ObjectNode claim) {
    var location =
        post(desk(), Fhir.bytes(claim), billing()).statusCode(201).extract().header("Location");
    return location.substring(location.lastIndexOf('/') + 1);
  }

  private String desk() {
    return town.at().claims(HOSPITAL) + "/fhir/Claim";
  }

  private String billing() {
    return town.billing(HOSPITAL);
  }

  private String token(ImportedPatient whose) {
    var person = patients.person(whose);
    return town.tokens().ofPatient(HOSPITAL, person.username(), person.password());
  }

  /** The same services, in a bill of its own. */
  private ObjectNode claim(String name) {
    var number = Long.toString(now, 36) + "-" + name;
    var cents = 1 + (now + name.hashCode()) % 10_000;
    return Bills.dearer(bill, Math.abs(cents)).numbered("C-" + number, "B-" + number).deepCopy();
  }
}
