package io.tallystick.gateway.journey;

import static io.restassured.RestAssured.given;
import static io.tallystick.gateway.journey.Riverside.insurer;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.tallystick.kit.testing.ConsortiumResource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code Consent/$evaluate} as another system asks it. */
@QuarkusTest
@QuarkusTestResource(
    value = ConsortiumResource.class,
    initArgs = {
      @ResourceArg(name = "org", value = "riverside"),
      @ResourceArg(name = "service", value = "hospital-gateway")
    })
class EvaluateTest {

  private static final String TREAT = "{\"name\":\"purpose\",\"valueCode\":\"TREAT\"}";
  private static final String PSY = "{\"name\":\"label\",\"valueCode\":\"PSY\"}";

  @Test
  void a_permit_names_the_consent_and_the_provision() throws IOException {
    ask(consent("ex-consent-advanced-normal-focused-psy"), TREAT, PSY, actor("ex-practitioner"))
        .statusCode(200)
        .contentType("application/fhir+json")
        .body("parameter[0].name", equalTo("decision"))
        .body("parameter[0].valueCode", equalTo("permit"))
        .body("parameter[1].name", equalTo("basis"))
        .body(
            "parameter[1].part.valueString",
            contains("ex-consent-advanced-normal-focused-psy", "Consent.provision.provision[0]"))
        .body("parameter", hasSize(2));
    ask(consent("ex-consent-advanced-normal-focused-psy"), TREAT, PSY, actor("other"))
        .statusCode(200)
        .body("parameter.valueCode", contains("no-consent"));
  }

  @Test
  void across_consents_deny_wins_whatever_their_order() throws IOException {
    var permit = consent("ex-consent-basic-treat");
    var deny = consent("ex-consent-basic-reject");
    ask(permit, deny, TREAT).body("parameter[0].valueCode", equalTo("deny"));
    ask(deny, permit, TREAT)
        .body("parameter[0].valueCode", equalTo("deny"))
        .body("parameter[1].part[0].valueString", equalTo("ex-consent-basic-reject"));
  }

  @Test
  void a_permit_tells_its_obligations() throws IOException {
    var duty =
        "\"modifierExtension\":[{\"url\":"
            + "\"https://tallystick.example/fhir/StructureDefinition/consent-obligation\","
            + "\"extension\":[{\"url\":\"duty\",\"valueCode\":\"ERASE\"},"
            + "{\"url\":\"afterDays\",\"valueInteger\":30}]}],\"type\": \"permit\"";
    var obliging = consent("ex-consent-basic-treat").replace("\"type\": \"permit\"", duty);
    ask(obliging, TREAT)
        .statusCode(200)
        .body("parameter[2].name", equalTo("obligation"))
        .body("parameter[2].part.name", contains("duty", "afterDays"))
        .body("parameter[2].part[0].valueCode", equalTo("ERASE"))
        .body("parameter[2].part[1].valueInteger", equalTo(30));
  }

  @Test
  void what_cannot_be_honoured_is_a_problem_with_its_element() throws IOException {
    var inactive = consent("ex-consent-basic-treat").replace("\"active\"", "\"inactive\"");
    ask(consent("ex-consent-basic-reject"), inactive, TREAT)
        .statusCode(422)
        .contentType("application/problem+json")
        .body("code", equalTo("consent.not-honoured"))
        .body("element", equalTo("Consent.status"))
        .body("consent", equalTo(1));
    ask("{\"name\":\"label\",\"valueCode\":\"XYZ\"}")
        .statusCode(422)
        .body("code", equalTo("label.unknown"));
    ask(TREAT, TREAT).statusCode(400).body("code", equalTo("parameter.repeated"));
    ask("{\"name\":\"mood\",\"valueCode\":\"good\"}")
        .statusCode(400)
        .body("code", equalTo("parameter.unknown"));
    ask("{\"name\":\"date\",\"valueString\":\"2026\"}")
        .statusCode(400)
        .body("code", equalTo("parameter.malformed"));
    ask("{\"name\":\"consent\",\"resource\":{\"resourceType\":\"Patient\"}}")
        .statusCode(400)
        .body("code", equalTo("parameter.malformed"));
    var another = consent("ex-consent-basic-reject").replace("Patient/ex-patient", "Patient/2");
    ask(consent("ex-consent-basic-treat"), another, TREAT)
        .statusCode(422)
        .body("code", equalTo("consent.patients-differ"));
  }

  @Test
  void a_consent_becomes_the_statement_to_sign_and_what_was_signed_a_consent() throws IOException {
    var patient = TestPatient.enrolled().published();
    var json = example("ex-consent-intermediate-timeframe");
    var statement =
        insurer("harbor")
            .contentType("application/fhir+json")
            .urlEncodingEnabled(false)
            .body(json)
            .post("/fhir/Consent/$statement");
    statement
        .then()
        .statusCode(200)
        .body("provisions[0].effect", equalTo("PERMIT"))
        .body("provisions[0].dataFrom", equalTo("2022-01-01"));
    patient.grants("harbor", List.of("Condition"), List.of());
    Riverside.patient(patient.subject())
        .get("/fhir/Consent?patient=" + patient.patientId())
        .then()
        .statusCode(200)
        .body("total", equalTo(1))
        .body("entry[0].resource.status", equalTo("active"))
        .body("entry[0].resource.provision.type", equalTo("permit"))
        .body("entry[0].resource.provision.actor[0].reference.identifier.value", equalTo("harbor"));
    var stranger = TestPatient.enrolled();
    Riverside.patient(stranger.subject())
        .get("/fhir/Consent?patient=" + patient.patientId())
        .then()
        .statusCode(404);
  }

  @Test
  void without_a_token_nothing_is_decided() {
    given()
        .contentType("application/fhir+json")
        .body("{\"resourceType\":\"Parameters\"}")
        .urlEncodingEnabled(false)
        .post("/fhir/Consent/$evaluate")
        .then()
        .statusCode(401)
        .body("code", equalTo("token.missing"));
  }

  private static ValidatableResponse ask(String... parameters) {
    return insurer("harbor")
        .contentType("application/fhir+json")
        .body(
            "{\"resourceType\":\"Parameters\",\"parameter\":["
                + String.join(",", parameters)
                + "]}")
        .urlEncodingEnabled(false)
        .post("/fhir/Consent/$evaluate")
        .then();
  }

  private static String consent(String example) throws IOException {
    return "{\"name\":\"consent\",\"resource\":" + example(example) + "}";
  }

  private static String example(String example) throws IOException {
    try (var in =
        EvaluateTest.class.getResourceAsStream("/consents/ihe-pcf/" + example + ".json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String actor(String practitioner) {
    return "{\"name\":\"actor\",\"valueReference\":{\"reference\":\"Practitioner/"
        + practitioner
        + "\"}}";
  }
}
