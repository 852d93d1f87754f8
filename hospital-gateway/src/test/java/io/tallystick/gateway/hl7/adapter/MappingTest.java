package io.tallystick.gateway.hl7.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.parser.CanonicalModelClassFactory;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tallystick.gateway.hl7.domain.Hl7Meaning;
import io.tallystick.gateway.hl7.domain.Hl7Naming;
import io.tallystick.gateway.hl7.domain.Hl7Refusal;
import io.tallystick.gateway.hl7.domain.ReadMeaning;
import io.tallystick.vocabulary.json.CanonicalJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What the HL7 v2-to-FHIR guide says of these fields, for a message as laboratories send it: a
 * panel after the example in the LRI guide (HL7 2.5.1, chapter 7).
 */
class MappingTest {

  private static final Hl7Naming NAMING =
      new Hl7Naming("lab", Optional.of("RVS"), "urn:mrn", "urn:visit");

  private static final JsonMapper EXACT =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private static final String PANEL =
      String.join(
          "\r",
          "MSH|^~\\&|LAB|RVS|||20260304103000-0500||ORU^R01^ORU_R01|X1|P|2.5.1",
          "PID|1||OTHER^^^XYZ^MR~MRN1^^^RVS^MR||DOE^JANE^Q||19700102|F",
          "PV1|1|O|||||||||||||||||V77",
          "OBR|1|P1|F1|24323-8^Comprehensive"
              + " panel^LN|||20260304080000-0500|||||||||||||||20260304100000-0500||LAB|P",
          "OBX|1|NM|2951-2^Sodium^LN^NA^Natrium^L||141.50|mmol/L^^UCUM|136-145||||F|||20260304081500-0500",
          "OBX|2|NM|2823-3^Potassium^LN||3.1|mEq/L|>3.5|L~A|||C",
          "NTE|1||hemolyzed\\.br\\twice",
          "OBX|3|SN|1988-5^CRP^LN||>^10|mg/L|||||F",
          "OBX|4|CWE|882-1^ABO^LN||112144000^Group A^SCT||||||P",
          "OBX|5|TX|8251-1^Comment^LN||first line~second line||||||F",
          "OBX|6|NM|2345-7^Glucose^LN||<5||||||X",
          "");

  @Test
  void a_panel_is_a_report_and_its_results() throws HL7Exception {
    var results = results(PANEL);
    assertThat(results).hasSize(7);
    var report = results.get(0);
    assertThat(report.path("resourceType").asText()).isEqualTo("DiagnosticReport");
    assertThat(report.path("status").asText()).isEqualTo("preliminary");
    assertThat(report.at("/code/coding/0/system").asText()).isEqualTo("http://loinc.org");
    assertThat(report.path("effectiveDateTime").asText()).isEqualTo("2026-03-04T08:00:00-05:00");
    assertThat(report.path("issued").asText()).isEqualTo("2026-03-04T10:00:00-05:00");
    assertThat(report.path("result")).hasSize(6);
    assertThat(report.at("/subject/identifier/value").asText())
        .as("the number of the own authority, not the first one")
        .isEqualTo("MRN1");
    assertThat(report.at("/encounter/identifier/value").asText()).isEqualTo("V77");
  }

  @Test
  void a_value_keeps_its_digits_its_unit_and_its_range() throws HL7Exception {
    var sodium = results(PANEL).get(1);
    assertThat(sodium.at("/valueQuantity/value").asText()).isEqualTo("141.50");
    assertThat(sodium.at("/valueQuantity/system").asText()).isEqualTo("http://unitsofmeasure.org");
    assertThat(sodium.at("/valueQuantity/code").asText()).isEqualTo("mmol/L");
    assertThat(sodium.at("/referenceRange/0/low/value").asText()).isEqualTo("136");
    assertThat(sodium.at("/referenceRange/0/high/value").asText()).isEqualTo("145");
    assertThat(sodium.path("effectiveDateTime").asText()).isEqualTo("2026-03-04T08:15:00-05:00");
    assertThat(sodium.at("/code/coding")).hasSize(2);
    var potassium = results(PANEL).get(2);
    assertThat(potassium.path("status").asText()).isEqualTo("corrected");
    assertThat(potassium.at("/valueQuantity/unit").asText()).isEqualTo("mEq/L");
    assertThat(potassium.at("/valueQuantity").has("system"))
        .as("a unit that nobody called UCUM")
        .isFalse();
    assertThat(potassium.at("/referenceRange/0/text").asText()).isEqualTo(">3.5");
    assertThat(potassium.at("/referenceRange/0").has("low")).isFalse();
    assertThat(potassium.path("interpretation")).hasSize(2);
    assertThat(potassium.path("effectiveDateTime").asText())
        .as("the order's time where the result has none")
        .isEqualTo("2026-03-04T08:00:00-05:00");
    assertThat(potassium.at("/note/0/text").asText()).contains("hemolyzed");
  }

  @Test
  void what_is_no_number_stays_as_its_words() throws HL7Exception {
    var all = results(PANEL);
    assertThat(all.get(3).path("valueString").asText()).isEqualTo("> 10");
    assertThat(all.get(4).at("/valueCodeableConcept/coding/0/system").asText())
        .isEqualTo("http://snomed.info/sct");
    assertThat(all.get(5).path("valueString").asText()).isEqualTo("first line\nsecond line");
    assertThat(all.get(6).path("valueString").asText()).isEqualTo("<5");
    assertThat(all.get(6).path("status").asText()).isEqualTo("cancelled");
  }

  @Test
  void a_corrected_result_is_the_same_observation() throws HL7Exception {
    var before = results(PANEL).get(1);
    var after = results(PANEL.replace("141.50", "140").replace("X1", "X2")).get(1);
    assertThat(after.path("id")).isEqualTo(before.path("id"));
    assertThat(results(PANEL.replace("|F1|", "|F2|")).get(1).path("id"))
        .as("another order's")
        .isNotEqualTo(before.path("id"));
  }

  @Test
  void what_is_missing_is_named() {
    assertRefused(PANEL.replace("^^^RVS^MR", "^^^ABC^MR"), "PID-3");
    assertRefused(PANEL.replace("|P1|F1|", "|||"), "OBR-3");
    assertRefused(PANEL.replace("||||F|||2026", "||||Q|||2026"), "OBX-11");
  }

  private static void assertRefused(String text, String place) {
    assertThatThrownBy(() -> results(text))
        .isInstanceOfSatisfying(
            Hl7Refusal.Refused.class, r -> assertThat(r.why().location()).isEqualTo(place));
  }

  private static List<JsonNode> results(String text) throws HL7Exception {
    var context = new DefaultHapiContext(new CanonicalModelClassFactory("2.5"));
    context.setValidationContext(ValidationContextFactory.noValidation());
    var parsed = ParsedMessage.of(context.getPipeParser().parse(text));
    var meaning = (Hl7Meaning.Results) ReadMeaning.of(parsed, NAMING);
    return meaning.resources().stream().map(MappingTest::json).toList();
  }

  private static JsonNode json(Object resource) {
    try {
      return EXACT.readTree(CanonicalJson.bytes(resource));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
