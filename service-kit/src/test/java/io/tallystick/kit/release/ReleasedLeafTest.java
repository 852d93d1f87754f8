package io.tallystick.kit.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.vocabulary.consent.ResourceAttributes;
import io.tallystick.vocabulary.ledger.ReleasedLeaf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleasedLeafTest {

  @Test
  void a_resource_of_its_type_is_one() {
    var document = "{\"id\":\"é\",\"resourceType\":\"Observation\"}\n";
    assertThat(leaf(document.getBytes(StandardCharsets.UTF_8)).holdsResource()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Observation",
        "[]",
        "{}",
        "{\"resourceType\":\"Condition\"}",
        "{\"a\":{\"resourceType\":\"Observation\"}}",
        "{\"resourceType\":\"Observation\"",
        "{\"resourceType\":\"Observation\"}{}",
        "{\"resourceType\":\"Observation\"},\"reuse\":null},{\"custodian\":\"summit\"",
        "{\"resourceType\":\"Observation\",\"resourceType\":\"Observation\"}"
      })
  void anything_else_is_none(String document) {
    assertThat(leaf(document.getBytes(StandardCharsets.UTF_8)).holdsResource()).isFalse();
  }

  @Test
  void nor_is_what_another_reader_may_take_for_other_characters() {
    var document = "{\"resourceType\":\"Observation\"}";
    assertThat(leaf(document.getBytes(StandardCharsets.UTF_16LE)).holdsResource()).isFalse();
    var invalid = "{\"resourceType\":\"Observation\",\"a\":\"?\"}".getBytes(StandardCharsets.UTF_8);
    invalid[invalid.length - 3] = (byte) 0xC0;
    assertThat(leaf(invalid).holdsResource()).isFalse();
  }

  private static ReleasePackage.Leaf leaf(byte[] document) {
    var attributes = new ResourceAttributes("Observation", List.of(), List.of(), null);
    var released = new ReleasedLeaf("ab".repeat(16), 0, false, attributes);
    return new ReleasePackage.Leaf(released, new byte[32], document, List.of(), 1, "");
  }
}
