package io.tallystick.gateway.journey;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.tallystick.kit.testing.TestTokens;
import io.tallystick.vocabulary.json.CanonicalJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the people of one hospital do over HTTP. */
final class Riverside {

  static final String MRN = "https://tallystick.example/ns/mrn/riverside";
  static final String ENCOUNTER = "https://tallystick.example/ns/encounter/riverside";

  static RequestSpecification as(String token) {
    return given().auth().oauth2(token).contentType("application/json");
  }

  static RequestSpecification clerk() {
    return as(TestTokens.staff("riverside", "rita", "registration-clerk"));
  }

  static RequestSpecification ehr() {
    return as(TestTokens.staff("riverside", "ehr", "records-publisher"));
  }

  static RequestSpecification patient(String subject) {
    return as(TestTokens.patient(subject));
  }

  static RequestSpecification insurer(String org) {
    return as(TestTokens.service(org, "insurer-service"));
  }

  static Response register(String mrn, String family, String given, String birthDate) {
    return clerk()
        .body(
            json(
                Map.of(
                    "resourceType",
                    "Patient",
                    "identifier",
                    List.of(Map.of("system", MRN, "value", mrn)),
                    "name",
                    List.of(Map.of("family", family, "given", List.of(given))),
                    "birthDate",
                    birthDate)))
        .post("/fhir/Patient");
  }

  /** An encounter with an HIV condition, a fracture and an X-ray's report in words. */
  static String encounter(String encounter, String mrn) {
    var subject = Map.of("reference", "Patient?identifier=" + MRN + "|" + mrn);
    return bundle(
        Map.of(
            "resourceType",
            "Encounter",
            "status",
            "finished",
            "class",
            Map.of("system", "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code", "EMER"),
            "identifier",
            List.of(Map.of("system", ENCOUNTER, "value", encounter)),
            "subject",
            subject,
            "period",
            Map.of("start", "2026-03-04T10:00:00Z", "end", "2026-03-04T11:00:00Z")),
        condition("65966004", subject),
        condition("86406008", subject),
        Map.of(
            "resourceType",
            "DiagnosticReport",
            "status",
            "final",
            "code",
            concept("36643-5"),
            "subject",
            subject,
            "effectiveDateTime",
            "2026-03-04T10:30:00Z",
            "conclusion",
            "Fracture of forearm"));
  }

  static String bundle(Map<?, ?>... resources) {
    var entries = new java.util.ArrayList<Map<String, Object>>();
    for (int i = 0; i < resources.length; i++) {
      entries.add(Map.of("fullUrl", url(i), "resource", resources[i]));
    }
    var bundle = new LinkedHashMap<String, Object>();
    bundle.put("resourceType", "Bundle");
    bundle.put("type", "collection");
    bundle.put("entry", entries);
    return json(bundle);
  }

  static String url(int entry) {
    return "urn:uuid:00000000-0000-4000-8000-%012d".formatted(entry);
  }

  static Map<String, Object> condition(String snomed, Map<String, String> subject) {
    var code = List.of(Map.of("system", "http://snomed.info/sct", "code", snomed));
    return Map.of(
        "resourceType",
        "Condition",
        "subject",
        subject,
        "code",
        Map.of("coding", code),
        "onsetDateTime",
        "2026-03-04T10:00:00Z");
  }

  static String json(Object value) {
    return CanonicalJson.text(value);
  }

  private static Map<String, Object> concept(String loinc) {
    return Map.of("coding", List.of(Map.of("system", "http://loinc.org", "code", loinc)));
  }

  private Riverside() {}
}
