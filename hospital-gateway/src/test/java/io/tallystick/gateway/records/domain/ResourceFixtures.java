package io.tallystick.gateway.records.domain;

import io.tallystick.vocabulary.json.CanonicalJson;
import java.util.Map;

/** Small FHIR resources, written as they come. */
public final class ResourceFixtures {

  public static final String SNOMED = "http://snomed.info/sct";
  public static final String HIV = "86406008";
  public static final String FRACTURE = "65966004";

  public static Resource resource(String fullUrl, String json) {
    @SuppressWarnings("unchecked")
    Map<String, Object> content = CanonicalJson.read(json, Map.class);
    return new Resource(
        (String) content.get("resourceType"), fullUrl, content, CanonicalJson.bytes(content));
  }

  public static Resource encounter() {
    return resource(
        "urn:uuid:e",
        """
        {"resourceType":"Encounter","class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"AMB"},
         "identifier":[{"system":"https://tallystick.example/ns/encounter/riverside","value":"E-1"}],
         "type":[{"coding":[{"system":"http://snomed.info/sct","code":"185345009","display":"Encounter for symptom"}]}],
         "subject":{"reference":"Patient/p1"},"period":{"start":"2026-03-04T10:00:00Z"}}""");
  }

  public static Resource condition(String code) {
    return resource(
        "urn:uuid:c" + code,
        """
        {"resourceType":"Condition","subject":{"reference":"Patient/p1"},"encounter":{"reference":"urn:uuid:e"},
         "code":{"coding":[{"system":"http://snomed.info/sct","code":"%s"}],"text":"as coded"},
         "onsetDateTime":"2026-03-04T10:00:00Z"}"""
            .formatted(code));
  }

  private ResourceFixtures() {}
}
