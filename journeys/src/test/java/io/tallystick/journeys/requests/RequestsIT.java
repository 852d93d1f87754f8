package io.tallystick.journeys.requests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tallystick.cli.demo.Town;
import io.tallystick.cli.demo.http.Api;
import io.tallystick.cli.demo.people.SimulatedPerson;
import io.tallystick.cli.demo.stage.Consents;
import io.tallystick.cli.demo.synthea.Fhir;
import io.tallystick.journeys.system.NeedsWholeSystem;
import io.tallystick.journeys.system.Patients;
import io.tallystick.journeys.system.WholeSystem;
import io.tallystick.vocabulary.ledger.LedgerOperation.DenialReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** An insurer and another hospital ask for records by FHIR Task; the patient has the word. */
@NeedsWholeSystem
@Order(35)
class RequestsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final WholeSystem system;
  private final Town town;
  private final Consents consents;
  private final Patients patients;
  private SimulatedPerson person;
  private String hospital;
  private String patientId;
  private String mrn;
  private AskedTasks insurer;
  private AskedTasks other;
  private String otherHospital;

  RequestsIT(WholeSystem system) {
    this.system = system;
    this.town = system.town();
    this.consents = new Consents(town);
    this.patients = new Patients(system);
  }

  @BeforeAll
  void a_patient_who_agreed_to_what_payers_usually_see() {
    var patient =
        patients.agreeing().filter(p -> !Patients.examined(p).isEmpty()).findFirst().orElseThrow();
    var visit = Patients.examined(patient).getFirst();
    hospital = visit.hospital();
    otherHospital = hospital.equals("riverside") ? "summit" : "riverside";
    patientId = patients.prepare(List.of(patient)).id(patient, hospital);
    person = patients.person(patient);
    mrn = patient.mrn(hospital);
    var payer = visit.coverage().orElseThrow().insurance().insurer();
    insurer = new AskedTasks(system, payer, "insurer-service", hospital);
    other = new AskedTasks(system, otherHospital, "hospital-gateway", hospital);
  }

  @Test
  @Order(1)
  void a_standing_consent_answers_at_once() throws Exception {
    var query = "Observation?date=ge" + patients.dataFrom();
    var asked = insurer.post(mrn, query, "HPAYMT", tomorrow());
    assertThat(asked.status()).as(asked.why()).isEqualTo(201);
    assertThat(asked.body().path("status").asText()).isEqualTo("completed");
    assertThat(insurer.fetch(asked.body()).leaves()).isNotEmpty();
  }

  @Test
  @Order(2)
  void the_patient_tries_narrows_and_signs_and_exactly_that_is_released() throws Exception {
    var query = "?_type=Observation,Procedure,Condition&date=ge" + patients.dataFrom();
    var asked = other.post(mrn, query, "TREAT", tomorrow());
    assertThat(asked.status()).as(asked.why()).isEqualTo(201);
    assertThat(asked.body().path("status").asText()).isEqualTo("accepted");
    var taskId = asked.body().path("id").asText();
    var request = request(taskId);
    assertThat(request.path("state").asText()).isEqualTo("OPEN");

    var narrowed = Fhir.JSON.createArrayNode().add(request.path("suggestion"));
    var provision = (ObjectNode) narrowed.at("/0/provisions/0");
    provision.putArray("classes").add("Observation");
    var tried = tried(narrowed);
    int released = tried.path("released").asInt();
    assertThat(released).isPositive();

    var granted = consents.grant(person, hospital, patientId, otherHospital, narrowed);
    assertThat(granted.ok()).as(granted.why()).isTrue();
    var done = other.read(taskId);
    assertThat(done.path("status").asText()).isEqualTo("completed");
    assertThat(done.at("/businessStatus/coding/0/code").asText()).isEqualTo("released-in-part");
    assertThat(other.fetch(done).released())
        .hasSize(released)
        .allMatch(leaf -> leaf.attributes().type().equals("Observation"));
    assertThat(request(taskId).path("granted").asText()).isEqualTo("PART");
  }

  @Test
  @Order(3)
  void an_unanswered_request_lapses_and_the_ledger_has_the_denial() throws Exception {
    var deadline = town.clock().instant().plusSeconds(3);
    var query = "DiagnosticReport";
    var taskId = other.post(mrn, query, "TREAT", deadline).body().path("id").asText();
    var before = denials();
    until(() -> other.read(taskId).path("status").asText().equals("rejected"));
    assertThat(other.read(taskId).at("/statusReason/coding/0/code").asText()).isEqualTo("lapsed");
    assertThat(request(taskId).path("state").asText()).isEqualTo("EXPIRED");
    until(() -> denials() > before);
  }

  @Test
  @Order(4)
  void a_consent_for_one_role_is_not_met_by_a_request_that_does_not_say_who_asks() {
    var taskId = other.post(mrn, "Condition", "TREAT", tomorrow()).body().path("id").asText();
    var forClinicians = Fhir.JSON.createArrayNode().add(request(taskId).path("suggestion"));
    ((ObjectNode) forClinicians.at("/0/provisions/0"))
        .putArray("actors")
        .addObject()
        .put("kind", "ROLE")
        .put("system", "https://tallystick.example/ns/role")
        .put("value", "clinician");
    var granted = consents.grant(person, hospital, patientId, otherHospital, forClinicians);
    assertThat(granted.ok()).as(granted.why()).isTrue();
    assertThat(other.read(taskId).path("status").asText()).isEqualTo("accepted");
    assertThat(request(taskId).path("state").asText()).isEqualTo("OPEN");
  }

  @Test
  @Order(5)
  void who_may_not_ask_is_refused() {
    var task = other.task(mrn, "Condition", "TREAT", tomorrow());
    var url = town.at().gateway(hospital) + "/fhir/Task";
    var patient = town.tokens().ofPatient(hospital, person.username(), person.password());
    assertThat(town.api().post(url, patient, Api.FHIR, task).code()).isEqualTo("role.missing");
    var forAnother = town.tokens().ofSystem(otherHospital, "hospital-gateway");
    assertThat(town.api().post(url, forAnother, Api.FHIR, task).code()).isEqualTo("token.audience");
    task.putObject("requester").putObject("identifier").put("system", "x").put("value", "y");
    var own = town.tokens().ofService(otherHospital, "hospital-gateway", hospital);
    assertThat(town.api().post(url, own, Api.FHIR, task).code())
        .isEqualTo("task.requester-not-you");
  }

  private JsonNode tried(JsonNode statements) {
    var body =
        Fhir.object()
            .put("patient", patientId)
            .put("grantee", otherHospital)
            .put("purpose", "TREAT")
            .put("days", 30);
    body.set("statements", statements);
    var url = town.at().gateway(hospital) + "/me/consents/preview";
    return town.api().post(url, token(), Api.JSON, body).orThrow("a preview").body();
  }

  private JsonNode request(String taskId) {
    for (var request : list("/me/consent-requests")) {
      if (request.path("requestId").asText().equals(taskId)) return request;
    }
    throw new AssertionError("the patient isn't asked");
  }

  /** Denials towards the other hospital that are on the ledger. */
  private long denials() {
    long found = 0;
    for (var access : list("/me/accesses")) {
      boolean theirs = access.path("grantee").asText().equals(otherHospital);
      var reason = access.path("reason").asText();
      if (theirs && reason.equals(DenialReason.NO_CONSENT.name())) found++;
    }
    return found;
  }

  private JsonNode list(String path) {
    var url = town.at().gateway(hospital) + path + "?patient=" + Api.encode(patientId);
    return town.api().get(url, token()).orThrow(path).body();
  }

  private String token() {
    return town.tokens().ofPatient(hospital, person.username(), person.password());
  }

  private Instant tomorrow() {
    return town.clock().instant().plus(Duration.ofDays(1));
  }

  private static void until(BooleanSupplier reached) throws InterruptedException {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!reached.getAsBoolean()) {
      if (System.nanoTime() > end) throw new AssertionError("not reached in time");
      Thread.sleep(100);
    }
  }
}
