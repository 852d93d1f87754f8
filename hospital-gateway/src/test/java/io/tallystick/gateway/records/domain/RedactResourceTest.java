package io.tallystick.gateway.records.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.vocabulary.json.CanonicalJson;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is left of a resource, against copies written by hand. */
class RedactResourceTest {

  private static final String MASKED =
      "{\"extension\":[{\"url\":\"http://hl7.org/fhir/StructureDefinition/data-absent-reason\",\"valueCode\":\"masked\"}]}";
  private static final String META =
      "\"meta\":{\"security\":[{\"code\":\"REDACTED\",\"display\":\"redacted\",\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ObservationValue\"}],"
          + "\"tag\":[{\"code\":\"SUBSETTED\",\"display\":\"subsetted\",\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ObservationValue\"}]}";

  @Test
  void words_go_and_codes_stay() {
    assertThat(
            redacted(
                """
                {"resourceType":"Observation","code":{"coding":[{"code":"1"}],"text":"as coded"},
                 "text":{"status":"generated","div":"<div>x</div>"},"note":[{"text":"x"}],"valueString":"x",
                 "method":{"text":"in words only"}}\
                """))
        .isEqualTo(
            "{\"_valueString\":"
                + MASKED
                + ",\"code\":{\"coding\":[{\"code\":\"1\"}],\"text\":\"as coded\"},"
                + META
                + ",\"method\":"
                + MASKED
                + ",\"resourceType\":\"Observation\"}");
  }

  @Test
  void a_list_of_references_keeps_what_may_be_told_and_does_not_count_the_rest() {
    assertThat(
            redacted(
                """
                {"resourceType":"DiagnosticReport","result":[{"reference":"Observation/seen"},
                 {"reference":"Observation/hidden"},{"reference":"https://x.example/fhir/Observation/hidden/_history/3"}],
                 "basedOn":[{"reference":"Observation/hidden"},{"reference":"Observation/hidden"}],
                 "subject":{"reference":"Patient/1","display":"Ann"}}\
                """))
        .isEqualTo(
            "{\"basedOn\":["
                + MASKED
                + "],"
                + META
                + ",\"resourceType\":\"DiagnosticReport\",\"result\":[{\"reference\":\"Observation/seen\"}],"
                + "\"subject\":{\"display\":\"Ann\",\"reference\":\"Patient/1\"}}");
  }

  @Test
  void what_the_consent_names_goes_with_all_below_it_and_in_every_choice_of_type() {
    assertThat(
            redacted(
                """
                {"resourceType":"Observation","valueQuantity":{"value":1},"_valueQuantity":{"id":"a"},"status":"final",
                 "component":[{"interpretation":[{"coding":[{"code":"H"}]}],"code":{"coding":[{"code":"2"}]}}]}\
                """,
                "Observation.value[x]",
                "Observation.component.interpretation",
                "Condition.status"))
        .isEqualTo(
            "{\"component\":[{\"code\":{\"coding\":[{\"code\":\"2\"}]}}],"
                + META
                + ",\"resourceType\":\"Observation\",\"status\":\"final\"}");
  }

  @Test
  void a_path_that_is_no_element_is_not_understood() {
    assertThat(RedactResource.isElement("Observation.component.value[x]")).isTrue();
    for (var path : List.of("Observation", "Observation.value.as(Quantity)", "note", "a.b", "")) {
      assertThat(RedactResource.isElement(path)).as(path).isFalse();
    }
  }

  @SuppressWarnings("unchecked")
  private static String redacted(String json, String... elements) {
    Map<String, Object> content = CanonicalJson.read(json, Map.class);
    var known = Set.of("Observation/seen", "Observation/hidden");
    return CanonicalJson.text(
        RedactResource.redact(
            content, List.of(elements), Set.of("Observation/hidden"), known, inner -> false));
  }
}
