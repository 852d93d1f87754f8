package io.tallystick.gateway.validation.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SliceTest {

  private static final String BUNDLE =
      """
      {"resourceType":"Bundle","type":"collection",
       "entry":[
         {"fullUrl":"urn:uuid:1"},
         {"resource":{"id":"é","resourceType":"Observation",
            "status":"x"}},
         {"resource":{"entry":[{"resource":{"resourceType":"Basic"}}],"resourceType":"Bundle"}}]}
      """;

  @Test
  void a_bundles_resources_are_found_with_their_places() {
    var slices = Slice.of(BUNDLE.getBytes(StandardCharsets.UTF_8));
    assertThat(slices)
        .extracting(Slice::path)
        .containsExactly("Bundle.entry[1].resource", "Bundle.entry[2].resource.entry[0].resource");
    var observation = slices.getFirst();
    assertThat(new String(observation.json(), StandardCharsets.UTF_8))
        .startsWith("{\"id\"")
        .endsWith("\"x\"}");
    assertThat(observation.line()).isEqualTo(4);
    assertThat(observation.lineOf(2)).isEqualTo(5);
    assertThat(observation.columnOf(1, 1)).isEqualTo(16);
    assertThat(observation.columnOf(2, 7)).isEqualTo(7);
    assertThat(observation.pathOf("Observation.status"))
        .isEqualTo("Bundle.entry[1].resource.status");
  }

  @Test
  void anything_else_is_one_piece() {
    var body =
        "{\"resourceType\":\"Basic\",\"entry\":[{\"resource\":{}}]}"
            .getBytes(StandardCharsets.UTF_8);
    assertThat(Slice.of(body)).singleElement().satisfies(s -> assertThat(s.path()).isNull());
  }

  @Test
  void a_message_keeps_its_words_and_loses_the_patients() {
    var wording =
        new Wording(
            "{\"resourceType\":\"Patient\",\"birthDate\":\"1980-13-01\",\"name\":[{\"family\":\"O'Neil-Smith\"}]}"
                .getBytes(StandardCharsets.UTF_8));
    assertThat(wording.of("Not a valid date ('1980-13-01') for Patient.birthDate"))
        .isEqualTo("Not a valid date ('…') for Patient.birthDate");
    assertThat(wording.of("The name O'Neil-Smith of Patient")).isEqualTo("The name … of Patient");
  }
}
