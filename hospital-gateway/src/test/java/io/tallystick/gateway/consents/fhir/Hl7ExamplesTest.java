package io.tallystick.gateway.consents.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.gateway.consents.fhir.ReadConsent.Reading;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * HL7's R4 examples. Most have no type in the root provision, and by their narratives the same
 * structure then means opposite things: opt-in with a period is "available for normal treatment
 * use" in one (basic) and "withhold disclosure of all data from a timeframe" in another (notTime).
 * Those are refused for the missing type; guessed, one of two would release what was withheld.
 */
class Hl7ExamplesTest {

  private static final ReadConsent READER = Examples.reader("f001");

  @ParameterizedTest
  @CsvSource({
    "basic, Consent.provision.type",
    "notTime, Consent.provision.type",
    "notAuthor, Consent.provision.type",
    "notThem, Consent.provision.type",
    "notThis, Consent.provision.type",
    "grantor, Consent.provision.type",
    "pkb, Consent.provision.type",
    "signature, Consent.provision.type",
    "smartonfhir, Consent.provision.type",
    "notOrg, Consent.policyRule",
    "Emergency, Consent.category[0]"
  })
  void what_cannot_be_told_from_its_elements_is_refused_with_the_element(
      String example, String element) {
    assertThat(read(example))
        .isInstanceOfSatisfying(
            Reading.Refused.class, refused -> assertThat(refused.element()).isEqualTo(element));
  }

  @Test
  void an_opt_out_at_this_hospital_denies_everything() {
    var statement = Examples.statement(READER, Examples.consent("hl7-r4/consent-example-Out"));
    assertThat(Examples.decision(List.of(statement), "for=TREAT")).isEqualTo("deny");
    assertThat(Examples.decision(List.of(statement), "for=HRESCH; label=HIV")).isEqualTo("deny");
  }

  @Test
  void an_opt_out_at_another_hospital_is_not_ours_to_honour() {
    var elsewhere = Examples.reader("riverside");
    assertThat(elsewhere.read(Examples.consent("hl7-r4/consent-example-Out")))
        .isInstanceOfSatisfying(
            Reading.Refused.class,
            refused -> assertThat(refused.element()).isEqualTo("Consent.provision.actor[0]"));
  }

  private static Reading read(String example) {
    return READER.read(Examples.consent("hl7-r4/consent-example-" + example));
  }
}
