package io.tallystick.gateway.consents.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * IHE Privacy Consent on FHIR: what each example's title, description and token notes say must come
 * of it. Where Tallystick is stricter (what is sensitive needs a permit that names it; a purpose
 * and a label are always told), the line says so.
 */
class PcfExamplesTest {

  private static final ReadConsent READER = Examples.reader("ex-organization");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          basic-treat             | for=TREAT                                  | permit
          basic-treat             | for=HPAYMT                                 | permit
          basic-treat             | for=HOPERAT                                | permit
          basic-treat             | for=HRESCH                                 | no-consent
          # stricter: normal and sensitive data alike are meant, but no label is named
          basic-treat             | for=TREAT; label=PSY                       | deny
          basic-treat-infant      | for=TREAT                                  | permit
          basic-ink               | for=TREAT                                  | permit
          basic-reject            | for=TREAT                                  | deny
          basic-reject            | for=HPAYMT                                 | deny
          basic-reject            | for=HRESCH                                 | no-consent
          basic-research          | for=HRESCH                                 | permit
          # "a permit on this top level concept is a permit on all sub concepts"
          basic-research          | for=CLINTRCHNPC                            | permit
          basic-research          | for=TREAT                                  | no-consent
          expired-treat           | at=2022-12-31T23:59:59Z                    | permit
          expired-treat           | at=2023-01-01T00:00:00Z                    | no-consent
          intermediate-timeframe  | date=2022-01-01                            | permit
          intermediate-timeframe  | date=2022-12-31                            | permit
          intermediate-timeframe  | date=2021-12-31                            | no-consent
          intermediate-timeframe  | date=2023-01-01                            | no-consent
          intermediate-not-timeframe | date=2022-06-13                         | deny
          intermediate-not-timeframe | date=2021-12-31                         | permit
          intermediate-not-timeframe | date=2022-06-13; for=HRESCH             | no-consent
          intermediate-authoredby | author=Practitioner/ex-practitioner        | permit
          intermediate-authoredby | author=Practitioner/ex-author              | no-consent
          intermediate-not-authoredby | author=Practitioner/ex-practitioner    | deny
          intermediate-not-authoredby | author=Practitioner/ex-author          | permit
          intermediate-encounter  | related=Encounter/ex-encounter             | permit
          intermediate-encounter  | related=Encounter/other                    | no-consent
          intermediate-not-encounter | related=Encounter/ex-encounter          | deny
          intermediate-not-encounter | related=Encounter/other                 | permit
          intermediate-data       | instance=Observation/ex-weight             | permit
          intermediate-data       | instance=Encounter/ex-encounter            | permit
          intermediate-data       | instance=Observation/ex-height             | no-consent
          # stricter: the alcohol use is listed, but its label isn't named
          intermediate-data       | instance=Observation/ex-alcoholUse; label=ETH | deny
          intermediate-not-data   | instance=Observation/ex-alcoholUse         | deny
          intermediate-not-data   | instance=Observation/ex-weight             | permit
          """)
  void single_permits_and_denials(String example, String situation, String expected) {
    check(example, situation, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          intermediate-purpose ! for=http://example.org/policies/purposeOfUse|FooBar; by=Organization/ex-org-researcher ! permit
          intermediate-purpose ! for=http://example.org/policies/purposeOfUse|FooBar; by=Organization/other ! no-consent
          intermediate-purpose ! for=TREAT; by=Organization/ex-org-researcher                              ! no-consent
          """)
  void one_purpose_for_one_organization(String example, String situation, String expected) {
    check(example, situation, expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dissent                 | for=TREAT                                            | deny
          dissent                 | for=TREAT; by=Group/ex-privilegedUsers               | deny
          dissent                 | for=BTG; by=Group/ex-privilegedUsers                 | permit
          dissent                 | for=BTG                                              | deny
          dissent                 | for=BTG; by=Group/others                             | deny
          normal                  | for=TREAT                                            | permit
          normal                  | for=TREAT; label=PSY                                 | no-consent
          normal-restricted       | for=TREAT                                            | permit
          normal-restricted       | for=TREAT; label=PSY                                 | permit
          normal-restricted       | for=TREAT; label=HIV+ETH                             | permit
          normal-restricted       | for=HRESCH; label=PSY                                | no-consent
          normal-not-restricted   | for=TREAT                                            | permit
          normal-not-restricted   | for=TREAT; label=PSY                                 | deny
          normal-focused-restricted | by=Practitioner/ex-practitioner                    | permit
          normal-focused-restricted | by=Practitioner/ex-practitioner; label=SDV         | permit
          normal-focused-restricted | by=Practitioner/other                              | permit
          normal-focused-restricted | by=Practitioner/other; label=SDV                   | no-consent
          normal-focused-restricted | label=SDV                                          | no-consent
          normal-focused-restricted | by=Practitioner/ex-practitioner; label=SDV; for=HRESCH | no-consent
          normal-focused-psy      | by=Practitioner/ex-practitioner; label=PSY           | permit
          normal-focused-psy      | by=Practitioner/ex-practitioner; label=HIV           | no-consent
          # stricter: what is both needs a permit that names both
          normal-focused-psy      | by=Practitioner/ex-practitioner; label=PSY+HIV       | deny
          normal-focused-psy      | by=Practitioner/other; label=PSY                     | no-consent
          normal-focused-psy      | by=Practitioner/other                                | permit
          normal-focused-psy-or-sdv | by=Practitioner/ex-practitioner; label=PSY         | permit
          normal-focused-psy-or-sdv | by=Practitioner/ex-practitioner; label=SDV         | permit
          normal-focused-psy-or-sdv | by=Practitioner/ex-practitioner; label=HIV         | no-consent
          normal-focused-psy-or-sdv | by=Practitioner/other; label=SDV                   | no-consent
          # "no different than consent to allow NORMAL and RESTRICTED data access"
          normal-break-glass-restricted | for=BTG; by=Group/ex-privilegedUsers; label=PSY | permit
          normal-break-glass-restricted | for=BTG; by=Group/ex-privilegedUsers           | permit
          normal-break-glass-restricted | for=BTG; label=PSY                             | no-consent
          normal-break-glass-restricted | for=TREAT; by=Group/ex-privilegedUsers; label=PSY | no-consent
          normal-break-glass-restricted | for=TREAT                                      | permit
          """)
  void labels_people_and_emergencies(String example, String situation, String expected) {
    var name =
        example.equals("dissent")
            ? "ex-dissent-intermediate-break-glass"
            : "ex-consent-advanced-" + example;
    assertThat(decide(name, situation)).isEqualTo(expected);
  }

  private static void check(String example, String situation, String expected) {
    assertThat(decide("ex-consent-" + example, situation)).isEqualTo(expected);
  }

  private static String decide(String name, String situation) {
    var statement = Examples.statement(READER, Examples.consent("ihe-pcf/" + name));
    return Examples.decision(List.of(statement), situation);
  }
}
