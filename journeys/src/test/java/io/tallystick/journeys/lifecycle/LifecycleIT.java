package io.tallystick.journeys.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallystick.cli.demo.Town;
import io.tallystick.cli.demo.http.Api;
import io.tallystick.cli.demo.http.Reply;
import io.tallystick.cli.demo.people.SimulatedPerson;
import io.tallystick.cli.demo.stage.Consents;
import io.tallystick.cli.demo.stage.SendClaim;
import io.tallystick.cli.demo.synthea.Fhir;
import io.tallystick.cli.demo.synthea.ImportedClaim;
import io.tallystick.cli.demo.synthea.ImportedPatient;
import io.tallystick.cli.demo.watch.BlockWatch;
import io.tallystick.cli.demo.watch.Chain;
import io.tallystick.cli.demo.watch.Trail;
import io.tallystick.journeys.system.Bills;
import io.tallystick.journeys.system.NeedsWholeSystem;
import io.tallystick.journeys.system.Patients;
import io.tallystick.journeys.system.WholeSystem;
import io.tallystick.vocabulary.ledger.LedgerEntry.Access;
import io.tallystick.vocabulary.ledger.LedgerEntry.Disposition;
import io.tallystick.vocabulary.ledger.LedgerEntry.RetentionGround;
import io.tallystick.vocabulary.ledger.LedgerEntry.Verdict;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What becomes of records after they left: emergencies, revocation, receipts, erasure, audit. */
@NeedsWholeSystem
@Order(60)
class LifecycleIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Map<String, String> CLINICIANS =
      Map.of("riverside", "reyes", "summit", "singh");
  private static final Map<String, String> OFFICERS =
      Map.of("riverside", "petra", "summit", "paul");

  private final WholeSystem system;
  private final Town town;
  private final Patients patients;
  private final Consents consents;
  private final String run;
  private ImportedPatient patient;
  private SimulatedPerson person;
  private List<ImportedClaim> costly;
  private String hospital;
  private String other;
  private String patientId;
  private BlockWatch ledger;
  private String emergency;

  LifecycleIT(WholeSystem system) {
    this.system = system;
    this.town = system.town();
    this.patients = new Patients(system);
    this.consents = new Consents(town);
    this.run = Long.toString(town.clock().millis(), 36);
  }

  @BeforeAll
  void a_patient_whose_records_are_elsewhere() {
    patient =
        patients
            .agreeing()
            .filter(p -> !Patients.examined(p).isEmpty())
            .reduce((first, last) -> last)
            .orElseThrow();
    costly = Patients.examined(patient);
    hospital = costly.getFirst().hospital();
    other = hospital.equals("riverside") ? "summit" : "riverside";
    patientId = patients.prepare(List.of(patient)).id(patient, hospital);
    person = patients.person(patient);
    ledger = system.ledger();
  }

  @AfterAll
  void leave_the_consents_as_they_were() {
    patients.prepare(List.of(patient));
    if (ledger != null) ledger.close();
  }

  @Test
  @Order(0)
  void a_clinician_elsewhere_breaks_the_glass_and_the_patient_and_the_ledger_know()
      throws InterruptedException {
    var asked = Fhir.object().put("custodian", hospital).put("role", "emergency physician");
    asked.put("reason", "Found unconscious, no history at hand");
    var wanted = asked.putObject("patient").put("birthDate", patient.birthDate().toString());
    wanted
        .putArray("identifiers")
        .addObject()
        .put("system", "https://tallystick.example/ns/mrn/" + hospital)
        .put("value", patient.mrn(hospital));
    var clinician = town.tokens().ofStaff(other, CLINICIANS.get(other));

    var answer = post(gateway(other) + "/break-glass", clinician, asked).orThrow("break-glass");

    assertThat(answer.status()).isEqualTo(201);
    emergency = answer.body().path("decisionId").asText();
    var received =
        get(gateway(other) + "/break-glass/received/" + emergency, clinician).orThrow("records");
    assertThat(received.body().path("entry").size())
        .isEqualTo(answer.body().path("resources").asInt())
        .isPositive();
    assertThat(mine("/me/notices")).anyMatch(n -> n.path("accessId").asText().equals(emergency));
    awaitAccess(emergency, access -> access.breakGlass() != null);
    assertThat(problem(get(gateway(other) + "/break-glass", clinician))).isEqualTo("role.missing");
  }

  @Test
  @Order(1)
  void found_unjustified_it_is_erased_with_a_receipt() throws InterruptedException {
    var officer = town.tokens().ofStaff(hospital, OFFICERS.get(hospital));
    var verdict = Fhir.object().put("verdict", "UNJUSTIFIED").put("note", "Nobody came in");
    var url = gateway(hospital) + "/break-glass/" + emergency + "/review";
    awaitListed(
        "/me/break-glass", e -> e.path("state").asText().equals("RECORDED"), "it is on the ledger");
    assertThat(post(url, officer, verdict).orThrow("a review").body().path("txid").asText())
        .isNotBlank();

    awaitAccess(
        emergency,
        access -> access.receipt() != null && access.receipt().disposition() == Disposition.ERASED);

    assertThat(ledger.chain().access(emergency).orElseThrow().breakGlass().review().verdict())
        .isEqualTo(Verdict.UNJUSTIFIED);
    awaitListed(
        "/me/break-glass", e -> e.path("receiptStatus").asText().equals("ERASED"), "erased");
    var clinician = town.tokens().ofStaff(other, CLINICIANS.get(other));
    assertThat(problem(get(gateway(other) + "/break-glass/received/" + emergency, clinician)))
        .isEqualTo("content.erased");
    assertThat(problem(post(url, officer, verdict))).isEqualTo("break-glass.reviewed");
  }

  @Test
  @Order(2)
  void after_a_revocation_the_payer_retains_on_a_ground_and_the_patient_sees_until_when()
      throws InterruptedException {
    var released = released();
    var head = released.headId();
    assertThat(consents.revoke(person, hospital, head).ok()).isTrue();

    awaitAccess(released.accessId(), access -> access.receipt() != null);

    var receipt = ledger.chain().access(released.accessId()).orElseThrow().receipt();
    assertThat(receipt.disposition()).isEqualTo(Disposition.RETAINED);
    assertThat(receipt.ground()).isEqualTo(RetentionGround.LEGAL_OBLIGATION);
    awaitListed(
        "/me/accesses",
        a ->
            a.path("accessId").asText().equals(released.accessId())
                && a.path("receiptStatus").asText().equals("RETAINED"),
        "retained");
    var regulator = town.tokens().ofStaff("authority", "rowan");
    var authority = town.at().claims("authority") + "/oversight/";
    assertThat(list(get(authority + "missing-receipts", regulator)))
        .noneMatch(r -> r.path("accessId").asText().equals(released.accessId()));
    assertThat(list(get(authority + "break-glass", regulator)))
        .anyMatch(r -> r.path("accessId").asText().equals(emergency));
  }

  @Test
  @Order(3)
  void the_audit_has_every_decision_of_the_ledger_and_no_other() {
    var officer = town.tokens().ofStaff(hospital, OFFICERS.get(hospital));
    var ids = new HashSet<String>();
    int events = 0;
    String next = gateway(hospital) + "/fhir/AuditEvent?_count=200";
    while (next != null) {
      var page = get(next, officer).orThrow("audit events").body();
      next = null;
      for (var link : page.path("link")) {
        if (link.path("relation").asText().equals("next")) next = link.path("url").asText();
      }
      for (var entry : page.path("entry")) {
        events++;
        ids.add(entry.at("/resource/id").asText());
      }
    }
    assertThat(ids).hasSize(events).isEqualTo(onLedger()).contains(emergency);
    assertThat(mine("/fhir/AuditEvent")).isNotNull();
  }

  @Test
  @Order(4)
  void an_erased_record_is_gone_here_and_on_the_ledger() {
    var clerk = town.ehr(hospital);
    var published = post(gateway(hospital) + "/fhir", clerk, encounter()).orThrow("a record");
    var url = gateway(hospital) + "/records/" + published.body().path("recordId").asText();
    var ground = Fhir.object().put("ground", "PUBLISHED_IN_ERROR");
    var erased = post(url + "/erase", clerk, ground).orThrow("an erasure");
    assertThat(erased.body().path("state").asText()).isEqualTo("ERASED");
    var gone = get(url, clerk);
    assertThat(gone.status()).isEqualTo(410);
    assertThat(problem(gone)).isEqualTo("record.erased");
  }

  private JsonNode encounter() {
    var ns = "https://tallystick.example/ns/";
    var bundle = Fhir.object().put("resourceType", "Bundle").put("type", "collection");
    var encounter = bundle.putArray("entry").addObject().putObject("resource");
    encounter.put("resourceType", "Encounter").put("status", "finished");
    encounter
        .putObject("class")
        .put("system", "http://terminology.hl7.org/CodeSystem/v3-ActCode")
        .put("code", "AMB");
    encounter
        .putArray("identifier")
        .addObject()
        .put("system", ns + "encounter/" + hospital)
        .put("value", "lifecycle-" + run);
    encounter
        .putObject("subject")
        .put(
            "reference",
            "Patient?identifier=" + ns + "mrn/" + hospital + "|" + patient.mrn(hospital));
    encounter
        .putObject("period")
        .put("start", "2026-03-04T10:00:00Z")
        .put("end", "2026-03-04T11:00:00Z");
    return bundle;
  }

  /** A permit that a claim of this patient needed. */
  private Access released() throws InterruptedException {
    for (int i = 0; i < costly.size(); i++) {
      var bill = Bills.dearer(costly.get(i), 7_000 + i);
      var sent = new SendClaim(town, "lifecycle-" + run + "-" + i).send(bill, 0);
      var id = sent.claimId().orElseThrow(() -> new AssertionError(sent.problem()));
      ledger.await(c -> c.claim(id).filter(Trail::atRest).isPresent(), PATIENCE);
      var permitted =
          ledger.chain().accesses(id).stream()
              .map(Chain.Decided::access)
              .filter(Access::permitted)
              .findFirst();
      if (permitted.isPresent()) return permitted.get();
    }
    throw new AssertionError("no claim of this patient needed a release");
  }

  private Set<String> onLedger() {
    return ledger.chain().accessesOf(hospital).stream()
        .map(decided -> decided.access().accessId())
        .collect(Collectors.toSet());
  }

  private void awaitAccess(String accessId, Predicate<Access> is) throws InterruptedException {
    assertThat(ledger.await(c -> c.access(accessId).filter(is).isPresent(), PATIENCE))
        .as("access %s on the ledger", accessId)
        .isTrue();
  }

  private void awaitListed(String path, Predicate<JsonNode> is, String what)
      throws InterruptedException {
    var deadline = town.clock().instant().plus(PATIENCE);
    while (mine(path).stream().noneMatch(is)) {
      assertThat(town.clock().instant()).as(what).isBefore(deadline);
      Thread.sleep(100);
    }
  }

  private List<JsonNode> mine(String path) {
    var token = town.tokens().ofPatient(hospital, person.username(), person.password());
    return list(get(gateway(hospital) + path + "?patient=" + Api.encode(patientId), token));
  }

  private static List<JsonNode> list(Reply reply) {
    return StreamSupport.stream(reply.orThrow("a list").body().spliterator(), false).toList();
  }

  private Reply get(String url, String token) {
    return town.api().get(url, token);
  }

  private Reply post(String url, String token, JsonNode body) {
    return town.api().post(url, token, Api.JSON, body);
  }

  private static String problem(Reply reply) {
    assertThat(reply.ok()).isFalse();
    return reply.code();
  }

  private String gateway(String org) {
    return town.at().gateway(org);
  }
}
