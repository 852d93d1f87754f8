package io.tallystick.journeys.consent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallystick.cli.demo.Town;
import io.tallystick.cli.demo.http.Api;
import io.tallystick.cli.demo.people.SimulatedPerson;
import io.tallystick.cli.demo.stage.Consents;
import io.tallystick.cli.demo.stage.SendClaim;
import io.tallystick.cli.demo.synthea.ImportedClaim;
import io.tallystick.cli.demo.watch.BlockWatch;
import io.tallystick.cli.demo.watch.Chain.Decided;
import io.tallystick.cli.demo.watch.Trail;
import io.tallystick.journeys.system.Bills;
import io.tallystick.journeys.system.NeedsWholeSystem;
import io.tallystick.journeys.system.Patients;
import io.tallystick.journeys.system.WholeSystem;
import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import io.tallystick.vocabulary.crypto.Es256;
import io.tallystick.vocabulary.ledger.LedgerOperation.DenialReason;
import io.tallystick.vocabulary.ledger.LedgerOperation.PendReason;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** One patient's consent, from granted to revoked to granted again, and what it opens each time. */
@NeedsWholeSystem
@Order(30)
class ConsentIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final List<String> KINDS =
      List.of("Encounter", "Condition", "Procedure", "Observation", "MedicationRequest");

  private final WholeSystem system;
  private final Town town;
  private final Patients patients;
  private final Consents consents;
  private final long cents;
  private SimulatedPerson person;
  private ImportedClaim bill;
  private String hospital;
  private String insurer;
  private String patientId;
  private BlockWatch ledger;
  private String pendedClaim;
  private List<ImportedClaim> costly;
  private int bills;

  ConsentIT(WholeSystem system) {
    this.system = system;
    this.town = system.town();
    this.patients = new Patients(system);
    this.consents = new Consents(town);
    this.cents = town.clock().millis() / 1000 % 10_000; // a devnet that is kept knows earlier bills
  }

  @BeforeAll
  void a_patient_who_agreed() {
    var patient =
        patients.agreeing().filter(p -> !Patients.costly(p).isEmpty()).findFirst().orElseThrow();
    bill = Patients.costly(patient).getFirst();
    hospital = bill.hospital();
    insurer = insurer(bill);
    costly =
        Patients.costly(patient).stream()
            .filter(c -> c.hospital().equals(hospital) && insurer(c).equals(insurer))
            .toList();
    patientId = patients.prepare(List.of(patient)).id(patient, hospital);
    person = patients.person(patient);
    ledger = system.ledger();
  }

  @AfterAll
  void close() {
    if (ledger != null) ledger.close();
  }

  @Test
  @Order(0)
  void with_the_consent_records_are_released() throws InterruptedException {
    for (var claim : costly) {
      var id = sent(claim);
      if (accesses(id).stream().anyMatch(d -> d.access().permitted())) {
        bill = claim;
        return;
      }
    }
    throw new AssertionError("no claim of this patient needed a release");
  }

  @Test
  @Order(1)
  void a_signature_by_another_key_grants_nothing() throws Exception {
    var before = heads();
    var draft = draft();
    var answer = consents.submit(person, hospital, draft, forged(draft.path("message").asText()));
    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("signature.invalid");
    assertThat(heads()).isEqualTo(before);
  }

  @Test
  @Order(2)
  void a_signature_of_other_words_grants_nothing() {
    var before = heads();
    var draft = draft();
    var other = draft.path("message").asText().replace(insurer, "someone");
    var answer = consents.submit(person, hospital, draft, person.sign(other));
    assertThat(answer.code()).isEqualTo("signature.invalid");
    assertThat(heads()).isEqualTo(before);
  }

  @Test
  @Order(3)
  void without_any_consent_nothing_is_released() throws InterruptedException {
    var silent = patients.cast().silent();
    patients.prepare(List.of(silent));
    var id = pended(sent(Patients.costly(silent).getFirst()));
    assertThat(accesses(id)).isNotEmpty().noneMatch(d -> d.access().permitted());
    assertThat(accesses(id)).allMatch(d -> d.access().reason() == DenialReason.NO_CONSENT);
  }

  @Test
  @Order(4)
  void after_a_revocation_nothing_is_released() throws InterruptedException {
    var head = consents.inForce(person, hospital, patientId, insurer).orElseThrow();
    assertThat(consents.revoke(person, hospital, head).ok()).isTrue();
    assertThat(consents.inForce(person, hospital, patientId, insurer)).isEmpty();
    pendedClaim = pended(sent(bill));
    assertThat(accesses(pendedClaim)).isNotEmpty().noneMatch(d -> d.access().permitted());
  }

  @Test
  @Order(5)
  void a_new_consent_lets_the_waiting_claim_go_on() throws InterruptedException {
    var granted =
        consents.grant(
            person, hospital, patientId, insurer, Consents.statements(KINDS, patients.dataFrom()));
    assertThat(granted.ok()).as(granted.why()).isTrue();
    var settled =
        ledger.await(
            c -> c.claim(pendedClaim).filter(t -> t.state() == State.SETTLED).isPresent(),
            PATIENCE);
    assertThat(settled).as("claim %s settled", pendedClaim).isTrue();
    assertThat(accesses(pendedClaim)).anyMatch(d -> d.access().permitted());
  }

  @Test
  @Order(6)
  void the_patient_s_list_of_accesses_is_the_ledger_s() {
    var listed = list("/me/accesses");
    assertThat(listed).isNotEmpty();
    var claims = listed.stream().map(a -> a.path("claimId").asText()).distinct().toList();
    var onLedger =
        claims.stream()
            .flatMap(id -> ledger.chain().accesses(id).stream())
            .filter(d -> d.access().custodian().equals(hospital))
            .map(ConsentIT::line)
            .toList();
    assertThat(listed).map(ConsentIT::line).containsExactlyInAnyOrderElementsOf(onLedger);
    assertThat(claims).contains(pendedClaim);
  }

  /** A bill of its own each time. */
  private String sent(ImportedClaim claim) throws InterruptedException {
    var number = ++bills;
    var run = Long.toString(town.clock().instant().getEpochSecond(), 36) + "-" + number;
    var sent = new SendClaim(town, "consent-" + run).send(Bills.dearer(claim, number + cents), 0);
    var id = sent.claimId().orElseThrow(() -> new AssertionError(sent.problem()));
    assertThat(ledger.await(c -> c.claim(id).filter(Trail::atRest).isPresent(), PATIENCE)).isTrue();
    return id;
  }

  private String pended(String id) {
    var entry = ledger.chain().claim(id).orElseThrow().last().entry();
    assertThat(entry.state()).isEqualTo(State.PENDED);
    assertThat(entry.pendReason()).isEqualTo(PendReason.CONSENT_AWAITED);
    return id;
  }

  private static String insurer(ImportedClaim claim) {
    return claim.coverage().orElseThrow().insurance().insurer();
  }

  private List<Decided> accesses(String claimId) {
    return ledger.chain().accesses(claimId);
  }

  private JsonNode draft() {
    return consents.draft(
        person, hospital, patientId, insurer, Consents.statements(KINDS, patients.dataFrom()));
  }

  /** Every head with its version, as the patient sees them. */
  private List<String> heads() {
    return list("/me/consents").stream()
        .map(c -> c.path("headId").asText() + " " + c.path("version") + " " + c.path("state"))
        .sorted()
        .toList();
  }

  private List<JsonNode> list(String path) {
    var url = town.at().gateway(hospital) + path + "?patient=" + Api.encode(patientId);
    var token = town.tokens().ofPatient(hospital, person.username(), person.password());
    var listed = town.api().get(url, token).orThrow(path).body();
    return StreamSupport.stream(listed.spliterator(), false).toList();
  }

  private static String line(JsonNode access) {
    return String.join(
        " ",
        access.path("accessId").asText(),
        access.path("permitted").asText(),
        access.path("grantee").asText(),
        access.path("purpose").asText(),
        access.path("claimId").asText(),
        access.path("txid").asText());
  }

  private static String line(Decided decided) {
    var access = decided.access();
    return String.join(
        " ",
        access.accessId(),
        Boolean.toString(access.permitted()),
        access.grantee(),
        access.purpose(),
        access.claimId(),
        decided.txid());
  }

  private static String forged(String message) throws Exception {
    var stranger = KeyPairGenerator.getInstance("EC");
    stranger.initialize(256);
    var key = stranger.generateKeyPair().getPrivate();
    return Es256.sign(key, message.getBytes(StandardCharsets.UTF_8));
  }
}
