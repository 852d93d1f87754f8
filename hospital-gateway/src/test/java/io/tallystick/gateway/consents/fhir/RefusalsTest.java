package io.tallystick.gateway.consents.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.gateway.consents.fhir.ReadConsent.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A good Consent with one thing in it that can't be honoured: refused, and for that element. */
class RefusalsTest {

  private static final String GOOD =
      """
      {"resourceType":"Consent","status":"active",
       "scope":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentscope","code":"patient-privacy"}]},
       "category":[{"coding":[{"system":"http://loinc.org","code":"59284-0"}]}],
       "patient":{"reference":"Patient/1"},"policy":[{"uri":"http://example.org/policy"}],
       "provision":{"type":"permit",%s}}\
      """;

  private static final ReadConsent READER = Examples.reader("riverside");

  @Test
  void without_it_the_consent_is_read() {
    var good = Examples.parse(GOOD.formatted("\"purpose\":[" + reason("TREAT") + "]"));
    assertThat(Examples.decision(List.of(Examples.statement(READER, good)), "for=TREAT"))
        .isEqualTo("permit");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      textBlock =
          """
          "modifierExtension":[{"url":"http://other","valueBoolean":true}] ! Consent.provision.modifierExtension[0]
          "actor":[{"role":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ParticipationType","code":"AUT"}]},"reference":{"reference":"Practitioner/1"}}] ! Consent.provision.actor[0].role
          "actor":[{"role":{"text":"anybody"},"reference":{"reference":"Practitioner/1"}}] ! Consent.provision.actor[0].role
          "actor":[{"role":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ParticipationType","code":"IRCP"}]},"reference":{"display":"Dr. Kim"}}] ! Consent.provision.actor[0].reference
          "actor":[{"role":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ParticipationType","code":"IRCP"}]},"reference":{"reference":"http://elsewhere/fhir/Practitioner/1"}}] ! Consent.provision.actor[0].reference
          "actor":[{"role":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ParticipationType","code":"CST"}]},"reference":{"reference":"Organization/summit"}}] ! Consent.provision.actor[0]
          "action":[{"coding":[{"system":"http://example.org","code":"print"}]}] ! Consent.provision.action[0]
          "action":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentaction","code":"use"}]}] ! Consent.provision.action
          "securityLabel":[{"system":"http://terminology.hl7.org/CodeSystem/v3-Confidentiality","code":"V"}] ! Consent.provision.securityLabel[0]
          "securityLabel":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"SPI"}] ! Consent.provision.securityLabel[0]
          "securityLabel":[{"system":"http://example.org","code":"PSY"}] ! Consent.provision.securityLabel[0]
          "purpose":[{"code":"TREAT"}] ! Consent.provision.purpose[0]
          "class":[{"system":"urn:ietf:bcp:13","code":"application/hl7-cda+xml"}] ! Consent.provision.class[0]
          "class":[{"system":"http://hl7.org/fhir/resource-types","code":"Observaton"}] ! Consent.provision.class[0]
          "code":[{"text":"blood count"}] ! Consent.provision.code[0]
          "data":[{"meaning":"instance","reference":{"identifier":{"value":"1"}}}] ! Consent.provision.data[0].reference
          "period":{"start":"2026-02-01","end":"2026-01-01"} ! Consent.provision.period
          "provision":[{"purpose":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActReason","code":"TREAT"}]}] ! Consent.provision.provision[0].type
          "provision":[{"type":"deny"},{"type":"deny","code":[{"text":"x"}]}] ! Consent.provision.provision[1].code[0]
          "provision":[{"type":"deny","modifierExtension":[{"url":"https://tallystick.example/fhir/StructureDefinition/consent-obligation","extension":[{"url":"duty","valueCode":"NO_REDISCLOSURE"}]}]}] ! Consent.provision.provision[0].modifierExtension[0]
          "modifierExtension":[{"url":"https://tallystick.example/fhir/StructureDefinition/consent-obligation","extension":[{"url":"duty","valueCode":"SING"}]}] ! Consent.provision.modifierExtension[0]
          """)
  void a_provision(String part, String element) {
    assertThat(refused(GOOD.formatted(part))).isEqualTo(element);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      textBlock =
          """
          "status":"active" ! "status":"rejected" ! Consent.status
          "status":"active" ! "status":"inactive" ! Consent.status
          "code":"patient-privacy" ! "code":"research" ! Consent.scope
          "status":"active" ! "status":"active","implicitRules":"http://example.org/rules" ! Consent.implicitRules
          "status":"active" ! "status":"active","modifierExtension":[{"url":"http://other","valueBoolean":true}] ! Consent.modifierExtension[0]
          "status":"active" ! "status":"active","verification":[{"verified":true},{"verified":false}] ! Consent.verification[1].verified
          "status":"active" ! "status":"active","policyRule":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/consentpolicycodes","code":"hipaa-auth"}]} ! Consent.policyRule
          "status":"active" ! "status":"active","policyRule":{"text":"as agreed"} ! Consent.policyRule
          "status":"active" ! "status":"active","policyRule":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"OPTOUT"}]} ! Consent.policyRule
          "type":"permit", ! `` ! Consent.provision.type
          "59284-0" ! "59284-0"},{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":"EMRGONLY" ! Consent.category[0]
          """)
  void what_stands_around_it(String good, String bad, String element) {
    var json =
        GOOD.formatted("\"purpose\":[" + reason("TREAT") + "],\"provision\":[{\"type\":\"deny\"}]");
    assertThat(json).contains(good);
    assertThat(refused(json.replace(good, bad == null ? "" : bad))).isEqualTo(element);
  }

  private static String refused(String json) {
    return switch (READER.read(Examples.parse(json))) {
      case Reading.Read read -> "read: " + read;
      case Reading.Refused(var element, var why) -> element;
    };
  }

  private static String reason(String code) {
    return "{\"system\":\"http://terminology.hl7.org/CodeSystem/v3-ActReason\",\"code\":\""
        + code
        + "\"}";
  }
}
