package io.tallystick.gateway.records.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.vocabulary.json.CanonicalJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SplitByEncounterTest {

  private final Resource patient = resource("Patient", "p", Map.of());
  private final Resource first = resource("Encounter", "e1", Map.of());
  private final Resource second = resource("Encounter", "e2", Map.of());
  private final Resource practitioner = resource("Practitioner", "d", Map.of());
  private final Resource ofFirst =
      resource("Condition", "c1", Map.of("encounter", ref("Encounter/e1")));
  private final Resource ofSecond =
      resource(
          "Procedure",
          "c2",
          Map.of("encounter", ref("Encounter/e2"), "recorder", ref("Practitioner/d")));
  private final Resource ofNone = resource("Immunization", "i", Map.of());
  private final Resource ofEarlier =
      resource("Observation", "o", Map.of("encounter", ref("Encounter/earlier")));

  @Test
  void everything_beside_one_encounter_is_its() {
    var parts = SplitByEncounter.split(List.of(first, ofNone, patient));
    assertThat(parts).hasSize(1);
    assertThat(parts.getFirst().content().resources()).containsExactly(first, ofNone, patient);
  }

  @Test
  void each_encounter_gets_what_names_it_what_that_refers_to_and_the_patient() {
    var parts =
        SplitByEncounter.split(
            List.of(patient, first, second, practitioner, ofFirst, ofSecond, ofNone, ofEarlier));
    assertThat(parts).hasSize(4);
    assertThat(parts.get(0).content().resources()).containsExactly(patient, first, ofFirst);
    assertThat(parts.get(1).content().resources())
        .containsExactly(patient, second, practitioner, ofSecond);
    assertThat(parts.get(2))
        .isInstanceOfSatisfying(
            RecordPart.Addition.class,
            a -> {
              assertThat(a.to()).isEqualTo(new EncounterLink.Written("Encounter/earlier"));
              assertThat(a.content().resources()).containsExactly(ofEarlier);
            });
    assertThat(parts.get(3)).isInstanceOf(RecordPart.OnItsOwn.class);
    assertThat(parts.get(3).content().resources()).contains(ofNone);
  }

  @Test
  void nothing_is_left_out_and_patients_alone_are_no_record() {
    assertThat(SplitByEncounter.split(List.of(patient, first, second))).hasSize(2);
    assertThat(SplitByEncounter.split(List.of(ofNone)))
        .singleElement()
        .isInstanceOf(RecordPart.OnItsOwn.class);
  }

  private static Map<String, Object> ref(String reference) {
    return Map.of("reference", reference);
  }

  private static Resource resource(String type, String id, Map<String, Object> more) {
    var content = new LinkedHashMap<String, Object>(more);
    content.put("resourceType", type);
    content.put("id", id);
    return new Resource(type, null, content, CanonicalJson.bytes(content));
  }
}
