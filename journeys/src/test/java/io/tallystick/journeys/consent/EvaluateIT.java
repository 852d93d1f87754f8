package io.tallystick.journeys.consent;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import io.tallystick.cli.demo.Town;
import io.tallystick.cli.demo.http.Api;
import io.tallystick.journeys.system.NeedsWholeSystem;
import io.tallystick.journeys.system.WholeSystem;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The consent engine as another system uses it: {@code Consent/$evaluate} with a real token. */
@NeedsWholeSystem
@Order(31)
class EvaluateIT {

  private static final String HOSPITAL = "riverside";
  private static final String REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
  private static final String PART = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
  private static final String ACT = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
  private static final String DUTY =
      "https://tallystick.example/fhir/StructureDefinition/consent-obligation";

  private final Town town;

  EvaluateIT(WholeSystem system) {
    this.town = system.town();
  }

  /** Payment for Harbor, psychiatric data as well, but no lab results; not to be passed on. */
  private static final String CONSENT =
      """
      {"resourceType":"Consent","id":"c1","status":"active",
       "scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]},
       "category":[{"coding":[{"system":"http://loinc.org","code":"59284-0"}]}],
       "patient":{"reference":"Patient/1"},"policy":[{"uri":"http://example.org/policy"}],
       "provision":{"type":"permit",
        "modifierExtension":[{"url":"%s","extension":[{"url":"duty","valueCode":"NO_REDISCLOSURE"}]}],
        "actor":[{"role":{"coding":[{"system":"%s","code":"IRCP"}]},
          "reference":{"identifier":{"system":"https://tallystick.example/ns/org","value":"harbor"}}}],
        "purpose":[{"system":"%s","code":"HPAYMT"}],
        "provision":[
         {"type":"permit","securityLabel":[{"system":"%s","code":"PSY"}]},
         {"type":"deny","class":[{"system":"http://hl7.org/fhir/resource-types","code":"Observation"}]}]}}\
      """
          .formatted(DUTY, PART, REASON, ACT);

  @Test
  void a_permit_names_its_basis_and_what_it_asks_for() {
    ask(CONSENT, asker("harbor"), code("purpose", "HPAYMT"), code("class", "Condition"))
        .statusCode(200)
        .contentType(Api.FHIR)
        .body("parameter.name", contains("decision", "basis", "obligation"))
        .body("parameter[0].valueCode", equalTo("permit"))
        .body("parameter[1].part.valueString", contains("c1", "Consent.provision"))
        .body("parameter[2].part[0].valueCode", equalTo("NO_REDISCLOSURE"));
  }

  @Test
  void labels_exceptions_and_strangers() {
    var payment = code("purpose", "HPAYMT");
    decision("permit", asker("harbor"), payment, code("class", "Condition"), code("label", "PSY"));
    decision("deny", asker("harbor"), payment, code("class", "Condition"), code("label", "HIV"));
    decision("deny", asker("harbor"), payment, code("class", "Observation"));
    decision("no-consent", asker("meridian"), payment, code("class", "Condition"));
    decision("no-consent", asker("harbor"), code("purpose", "TREAT"), code("class", "Condition"));
  }

  @Test
  void what_cannot_be_honoured_is_refused_with_its_element() {
    ask(CONSENT.replace("\"code\":\"PSY\"", "\"code\":\"SPI\""), code("purpose", "HPAYMT"))
        .statusCode(422)
        .contentType("application/problem+json")
        .body("code", equalTo("consent.not-honoured"))
        .body("element", equalTo("Consent.provision.provision[0].securityLabel[0]"));
  }

  private void decision(String expected, String... parameters) {
    ask(CONSENT, parameters).statusCode(200).body("parameter[0].valueCode", equalTo(expected));
  }

  private ValidatableResponse ask(String consent, String... parameters) {
    var body =
        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"consent\",\"resource\":%s},%s]}"
            .formatted(consent, String.join(",", parameters));
    return given()
        .urlEncodingEnabled(false)
        .auth()
        .oauth2(town.ehr(HOSPITAL))
        .contentType(Api.FHIR)
        .body(body)
        .post(town.at().gateway(HOSPITAL) + "/fhir/Consent/$evaluate")
        .then();
  }

  private static String code(String name, String code) {
    return "{\"name\":\"%s\",\"valueCode\":\"%s\"}".formatted(name, code);
  }

  private static String asker(String org) {
    return """
    {"name":"actor","valueReference":{"identifier":{"system":"https://tallystick.example/ns/org","value":"%s"}}}\
    """
        .formatted(org);
  }
}
