package io.tallystick.gateway.consents.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.vocabulary.consent.ConsentStatement;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The situations that consent decision services are commonly tried on (as in ONC's LEAP project:
 * agreed but for one practitioner, one organization, one kind of data, marketing; refused), retold
 * in R4 with what a patient who said so must get.
 */
class SituationsTest {

  private static final ReadConsent READER = Examples.reader("riverside");

  private static final String BUT_ONE_PRACTITIONER =
      consent("permit", "{\"type\":\"deny\"," + to("Practitioner/1") + "}");
  private static final String BUT_RESTRICTED_FOR_ONE =
      consent("permit", "{\"type\":\"deny\"," + label("R") + "," + to("Organization/hl7") + "}");
  private static final String BUT_MEDICATION_FOR_ONE =
      consent(
          "permit",
          "{\"type\":\"deny\",\"class\":[{\"system\":\"http://hl7.org/fhir/resource-types\","
              + "\"code\":\"MedicationStatement\"}],"
              + to("Organization/hl7")
              + "}");
  private static final String BUT_MARKETING =
      consent("permit", "{\"type\":\"deny\"," + purpose("HMARKT") + "}");
  private static final String REFUSED =
      consent("deny", "{\"type\":\"deny\"," + to("Organization/hl7") + "}");

  @ParameterizedTest
  @CsvSource({
    "by=Practitioner/1, deny",
    "by=Practitioner/2, permit",
    "by=Practitioner/2+Practitioner/1, deny",
    "by=Organization/hl7, deny",
    "for=TREAT, deny"
  })
  void agreed_but_for_one_practitioner(String situation, String expected) {
    check(BUT_ONE_PRACTITIONER, situation, expected);
  }

  @ParameterizedTest
  @CsvSource({
    "by=Organization/hl7, permit",
    "by=Organization/hl7; label=PSY, deny",
    "by=Organization/other, permit",
    "by=Organization/other; label=PSY, deny"
  })
  void agreed_but_not_what_is_restricted_for_one_organization(String situation, String expected) {
    check(BUT_RESTRICTED_FOR_ONE, situation, expected);
  }

  @ParameterizedTest
  @CsvSource({
    "by=Organization/hl7; class=MedicationStatement, deny",
    "by=Organization/hl7; class=Observation, permit",
    "by=Organization/other; class=MedicationStatement, permit"
  })
  void agreed_but_not_medication_for_one_organization(String situation, String expected) {
    check(BUT_MEDICATION_FOR_ONE, situation, expected);
  }

  @ParameterizedTest
  @CsvSource({"for=TREAT, permit", "for=HMARKT, deny", "for=HRESCH, permit"})
  void agreed_but_not_to_marketing(String situation, String expected) {
    check(BUT_MARKETING, situation, expected);
  }

  @ParameterizedTest
  @CsvSource({"by=Organization/hl7, deny", "by=Organization/other, deny", "for=HMARKT, deny"})
  void refused_altogether(String situation, String expected) {
    check(REFUSED, situation, expected);
  }

  @ParameterizedTest
  @CsvSource({"for=TREAT, permit", "for=HMARKT, deny", "by=Practitioner/1, deny"})
  void two_consents_together(String situation, String expected) {
    var both = List.of(read(BUT_MARKETING), read(BUT_ONE_PRACTITIONER));
    var stranger = situation.contains("by=") ? situation : situation + "; by=Practitioner/2";
    assertThat(Examples.decision(both, stranger)).isEqualTo(expected);
    assertThat(Examples.decision(both.reversed(), stranger)).isEqualTo(expected);
  }

  private static void check(String consent, String situation, String expected) {
    assertThat(Examples.decision(List.of(read(consent)), situation)).isEqualTo(expected);
  }

  private static ConsentStatement read(String consent) {
    return Examples.statement(READER, Examples.parse(consent));
  }

  private static String consent(String type, String nested) {
    return """
    {"resourceType":"Consent","status":"active",
     "scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]},
     "category":[{"coding":[{"system":"http://loinc.org","code":"59284-6"}]}],
     "policy":[{"uri":"http://example.org/policy"}],
     "provision":{"type":"%s","period":{"start":"2019-11-01","end":"2029-01-01"},"provision":[%s]}}\
    """
        .formatted(type, nested);
  }

  private static String to(String reference) {
    return """
    "actor":[{"role":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ParticipationType","code":"IRCP"}]},"reference":{"reference":"%s"}}]\
    """
        .formatted(reference);
  }

  private static String label(String code) {
    return """
    "securityLabel":[{"system":"http://terminology.hl7.org/CodeSystem/v3-Confidentiality","code":"%s"}]\
    """
        .formatted(code);
  }

  private static String purpose(String code) {
    return """
    "purpose":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActReason","code":"%s"}]\
    """
        .formatted(code);
  }
}
