package io.tallystick.gateway.records.domain;

import static io.tallystick.gateway.records.domain.ResourceFixtures.FRACTURE;
import static io.tallystick.gateway.records.domain.ResourceFixtures.HIV;
import static io.tallystick.gateway.records.domain.ResourceFixtures.SNOMED;
import static io.tallystick.gateway.records.domain.ResourceFixtures.condition;
import static io.tallystick.gateway.records.domain.ResourceFixtures.encounter;
import static io.tallystick.gateway.records.domain.ResourceFixtures.resource;
import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.gateway.records.adapter.LabelTable;
import io.tallystick.vocabulary.consent.DataReference;
import io.tallystick.vocabulary.consent.DataReference.Meaning;
import io.tallystick.vocabulary.consent.Provision.Code;
import io.tallystick.vocabulary.consent.ResourceAttributes;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelResourcesTest {

  private static final LocalDate DAY = LocalDate.parse("2026-03-04");
  private final SensitivityLabels table = LabelTable.read();
  private final LabelResources labelResources = new LabelResources(table);

  @Test
  void a_code_of_the_table_labels_its_resource_and_no_other() {
    var labelled = label(encounter(), condition(HIV), condition(FRACTURE));
    assertThat(labelled.get(0).labels()).isEmpty();
    assertThat(labelled.get(1).labels()).containsExactly("HIV");
    assertThat(labelled.get(2).labels()).isEmpty();
    assertThat(labelled.get(2).codes()).contains(new Code(SNOMED, FRACTURE));
    assertThat(labelled.get(2).date()).isEqualTo(DAY);
  }

  @Test
  void what_refers_to_a_sensitive_resource_is_as_sensitive() {
    var procedure =
        resource(
            null,
            """
            {"resourceType":"Procedure","code":{"coding":[{"system":"http://snomed.info/sct","code":"430193006"}]},
             "encounter":{"reference":"urn:uuid:e"},
             "reasonReference":[{"reference":"urn:uuid:c86406008","display":"HIV infection"}]}\
            """);
    assertThat(label(encounter(), condition(HIV), procedure).get(2).labels())
        .containsExactly("HIV");
  }

  @Test
  void the_words_of_a_reason_from_elsewhere_carry_every_label() {
    var request =
        resource(
            null,
            """
            {"resourceType":"MedicationRequest","requester":{"reference":"Practitioner?identifier=x|1","display":"Dr. X"},
             "reasonReference":[{"reference":"urn:uuid:earlier","display":"HIV infection"}]}\
            """);
    assertThat(label(encounter(), request).get(1).labels())
        .containsExactlyInAnyOrderElementsOf(table.all());
  }

  @Test
  void names_of_people_and_places_are_not_free_text() {
    var request =
        resource(
            null,
            """
            {"resourceType":"MedicationRequest","requester":{"reference":"Practitioner/1","display":"Dr. X"},
             "subject":{"reference":"Patient/p1","display":"Ann Lee"}}\
            """);
    assertThat(label(encounter(), request).get(1).labels()).isEmpty();
  }

  @Test
  void unlabelled_free_text_carries_every_label() {
    var texts =
        List.of(
            "\"text\":{\"status\":\"generated\",\"div\":\"<div>x</div>\"}",
            "\"note\":[{\"text\":\"x\"}]",
            "\"code\":{\"text\":\"words only\"}",
            "\"presentedForm\":[{\"contentType\":\"text/plain\",\"data\":\"eA==\"}]",
            "\"conclusion\":\"x\"");
    for (var text : texts) {
      var report = resource(null, "{\"resourceType\":\"DiagnosticReport\"," + text + "}");
      assertThat(label(encounter(), report).get(1).labels())
          .as(text)
          .containsExactlyInAnyOrderElementsOf(table.all());
    }
  }

  @Test
  void the_source_may_label_its_own_text() {
    var note =
        resource(
            null,
            """
            {"resourceType":"DocumentReference","description":"x","meta":{"security":[
             {"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"PSY"}]}}\
            """);
    assertThat(label(encounter(), note).get(1).labels()).containsExactly("PSY");
  }

  @Test
  void a_prefix_of_the_table_labels_all_codes_below_it() {
    assertThat(table.of(new Code("http://hl7.org/fhir/sid/icd-10-cm", "F32.1"))).contains("PSY");
    assertThat(table.of(new Code("http://hl7.org/fhir/sid/icd-10-cm", "S52.5"))).isEmpty();
  }

  @Test
  void a_resource_without_a_date_takes_the_encounters() {
    var device = resource(null, "{\"resourceType\":\"Device\"}");
    assertThat(label(encounter(), device).get(1).date()).isEqualTo(DAY);
  }

  @ParameterizedTest
  @CsvSource({
    "http://hl7.org/fhir/sid/icd-10-cm, F32.1, PSY",
    "http://hl7.org/fhir/sid/icd-10-cm, F321, PSY",
    "urn:oid:2.16.840.1.113883.6.90, f32.1, PSY",
    "http://hl7.org/fhir/sid/icd-10-cm, R75, HIV",
    "http://hl7.org/fhir/sid/icd-10-cm, K70.30, ETH",
    "http://hl7.org/fhir/sid/icd-10-cm, Z11.3, SEX",
    "http://hl7.org/fhir/sid/icd-10-cm, O9A.311, SDV",
    "http://loinc.org, 56888-1, HIV",
    "urn:oid:2.16.840.1.113883.6.1, 56888-1, HIV",
    "http://snomed.info/sct, 91947003, HIV"
  })
  void a_code_is_found_however_it_is_spelt(String system, String code, String label) {
    assertThat(table.of(new Code(system, code))).containsExactly(label);
  }

  @Test
  void a_code_without_its_system_counts_in_every_one() {
    var unnamed =
        resource(
            null,
            "{\"resourceType\":\"Condition\",\"code\":{\"coding\":[{\"code\":\"86406008\"}]}}");
    assertThat(label(encounter(), unnamed).get(1).labels()).containsExactly("HIV");
  }

  @Test
  void a_resource_tells_how_it_stands_to_others() {
    var report =
        resource(
            "urn:uuid:r",
            """
            {"resourceType":"DiagnosticReport","id":"r1","encounter":{"reference":"urn:uuid:e"},
             "subject":{"reference":"Patient/p1"},"performer":[{"reference":"Practitioner/kim"}],
             "result":[{"reference":"urn:uuid:o"}]}\
            """);
    var result = resource("urn:uuid:o", "{\"resourceType\":\"Observation\",\"id\":\"o1\"}");
    var labelled = label(encounter(), report, result);
    assertThat(labelled.get(1).references())
        .contains(
            new DataReference(Meaning.INSTANCE, "urn:uuid:r"),
            new DataReference(Meaning.INSTANCE, "DiagnosticReport/r1"),
            new DataReference(Meaning.RELATED, "urn:uuid:e"),
            new DataReference(Meaning.DEPENDENTS, "Observation/o1"),
            new DataReference(Meaning.AUTHORED_BY, "Practitioner/kim"))
        .doesNotContain(new DataReference(Meaning.RELATED, "Observation/o1"))
        .noneMatch(r -> r.reference().startsWith("Patient"));
    assertThat(labelled.get(2).references())
        .contains(new DataReference(Meaning.RELATED, "DiagnosticReport/r1"))
        .doesNotContain(new DataReference(Meaning.DEPENDENTS, "DiagnosticReport/r1"));
  }

  private List<ResourceAttributes> label(Resource... resources) {
    return labelResources.label(List.of(resources), DAY);
  }
}
