package io.tallystick.journeys.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.tallystick.cli.demo.Town;
import io.tallystick.cli.demo.http.Api;
import io.tallystick.cli.demo.synthea.Fhir;
import io.tallystick.devnet.consortium.Consortium;
import io.tallystick.journeys.system.Mllp;
import io.tallystick.journeys.system.NeedsWholeSystem;
import io.tallystick.journeys.system.WholeSystem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What a hospital's systems hand over, by every way there is, until it is on the ledger. */
@NeedsWholeSystem
@Order(35)
class PublishIT {

  private static final String HOSPITAL = "riverside";
  private static final String NDJSON = "application/fhir+ndjson";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final WholeSystem system;
  private final Town town;
  private final String tag;

  PublishIT(WholeSystem system) {
    this.system = system;
    this.town = system.town();
    this.tag = Long.toString(town.clock().millis(), 36);
  }

  @BeforeAll
  void somebody_is_admitted() throws IOException {
    assertThat(hl7(admission())).contains("MSA|AA|A" + tag);
  }

  @Test
  @Order(1)
  void a_result_of_the_laboratory_becomes_a_version_of_the_visits_record() throws IOException {
    assertThat(hl7(result())).contains("MSA|AA|R" + tag);
    var later = post("/fhir/Observation", Api.FHIR, observation("o-" + tag)).statusCode(201);
    assertThat(later.extract().<Integer>path("resources"))
        .as("Encounter, report, result, and this one")
        .isEqualTo(4);
    assertThat(later.extract().<String>path("supersedes")).isNotNull();
  }

  @Test
  void what_is_no_fhir_is_refused_with_its_place() {
    var wrong = observation("w-" + tag).replace("\"final\"", "\"finished\"");
    var refused = post("/fhir/Observation", Api.FHIR, wrong);
    assertThat(refused.extract().statusCode()).isBetween(400, 422);
    assertThat(refused.extract().<String>path("code")).isEqualTo("fhir.invalid");
    assertThat(refused.extract().<List<String>>path("problems.element"))
        .contains("Observation.status");
  }

  @Test
  @Order(2)
  void an_import_goes_on_after_the_gateway_was_killed_and_doubles_nothing() throws Exception {
    var lines = new ArrayList<String>();
    for (int i = 0; i < 400; i++) lines.add(observation("bulk-" + i + "-" + tag));
    String place =
        post("/fhir/$import", NDJSON, String.join("\n", lines))
            .statusCode(202)
            .extract()
            .header("Content-Location");
    system.devnet().kill(HOSPITAL + "-" + Consortium.HOSPITAL_GATEWAY);
    var done = awaitDone(place);
    assertThat(done.<Integer>path("lines")).isEqualTo(400);
    assertThat(done.<Integer>path("taken")).isEqualTo(400);
    assertThat(done.<Integer>path("records")).as("all of one visit").isEqualTo(1);
    String again =
        post("/fhir/$import", NDJSON, String.join("\n", lines))
            .extract()
            .header("Content-Location");
    awaitDone(again);
    assertThat(record(again)).isEqualTo(record(place));
  }

  private io.restassured.response.ExtractableResponse<?> awaitDone(String place)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      try {
        var status = get(place).extract();
        if ("DONE".equals(status.path("state"))) return status;
      } catch (Exception stillDown) {
        // The supervisor starts it again.
      }
      Thread.sleep(200);
    }
    throw new AssertionError("not done: " + place);
  }

  private String record(String place) {
    var line = get(place + "/outcomes").extract().asString().lines().findFirst().orElseThrow();
    return line.substring(line.indexOf("record "));
  }

  private String observation(String id) {
    var resource = Fhir.object().put("resourceType", "Observation").put("id", id);
    resource.put("status", "final").putObject("code").put("text", "pulse");
    resource.putObject("subject").set("identifier", Fhir.identifier("mrn/" + HOSPITAL, "P" + tag));
    resource
        .putObject("encounter")
        .set("identifier", Fhir.identifier("encounter/" + HOSPITAL, "V" + tag));
    return resource.toString();
  }

  private String admission() {
    return "MSH|^~\\&|ADT|RIVERSIDE|||20260304080100||ADT^A01^ADT_A01|A%s|P|2.5\rEVN|A01|20260304\r"
            .formatted(tag)
        + "PID|1||P%s||JOURNEY^ANN||19700102|F\r".formatted(tag)
        + "PV1|1|I".concat("|".repeat(17)).concat("V" + tag).concat("|".repeat(25))
        + "20260304080000\r";
  }

  private String result() {
    return "MSH|^~\\&|LAB|RIVERSIDE|||20260304100000||ORU^R01^ORU_R01|R%s|P|2.5\r".formatted(tag)
        + "PID|1||P%s||JOURNEY^ANN\r".formatted(tag)
        + "PV1|1|I".concat("|".repeat(17)).concat("V" + tag).concat("\r")
        + "OBR|1||F%s|4548-4^HbA1c^LN|||20260304090000".formatted(tag)
        + "|".repeat(18).concat("F\r")
        + "OBX|1|NM|4548-4^HbA1c^LN||6.1|%^^UCUM|4.0-6.0|H|||F\r";
  }

  private String hl7(String message) throws IOException {
    return Mllp.send(system, HOSPITAL, message);
  }

  private ValidatableResponse post(String path, String type, String body) {
    return RestAssured.given()
        .urlEncodingEnabled(false)
        .auth()
        .oauth2(town.ehr(HOSPITAL))
        .header("Content-Type", type)
        .body(body.getBytes(StandardCharsets.UTF_8))
        .post(town.at().gateway(HOSPITAL) + path)
        .then();
  }

  private ValidatableResponse get(String path) {
    return RestAssured.given()
        .auth()
        .oauth2(town.ehr(HOSPITAL))
        .get(town.at().gateway(HOSPITAL) + path)
        .then();
  }
}
