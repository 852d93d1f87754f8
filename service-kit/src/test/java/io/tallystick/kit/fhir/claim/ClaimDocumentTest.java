package io.tallystick.kit.fhir.claim;

import static io.tallystick.kit.fhir.claim.ClaimProblem.Code.INCOMPLETE;
import static io.tallystick.kit.fhir.claim.ClaimProblem.Code.MODIFIER_UNKNOWN;
import static io.tallystick.kit.fhir.claim.ClaimProblem.Code.MONEY_MALFORMED;
import static io.tallystick.kit.fhir.claim.ClaimProblem.Code.MONEY_MIXED_CURRENCY;
import static io.tallystick.kit.fhir.claim.ClaimProblem.Code.MONEY_NEGATIVE;
import static io.tallystick.kit.fhir.claim.ClaimProblem.Code.PAYER_UNKNOWN;
import static io.tallystick.kit.fhir.claim.ClaimProblem.Code.TOTAL_MISMATCH;
import static io.tallystick.kit.fhir.claim.ClaimProblem.Code.WRONG_RESOURCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import io.tallystick.kit.fhir.claim.SubmittedClaim.Identifier;
import io.tallystick.vocabulary.money.Money;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Claim;
import org.hl7.fhir.r4.model.Claim.ClaimStatus;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;

class ClaimDocumentTest {

  private static final ClaimDocument READER = new ClaimDocument(null, OrgIdentifiers.none());
  private static final String NPI = "http://hl7.org/fhir/sid/us-npi";

  @Test
  void a_claim_with_contained_resources_is_understood() {
    var claim = understood(example("contained.json"));

    assertThat(claim.use()).isEqualTo("claim");
    assertThat(claim.claimNumber()).isEqualTo("C-1001");
    assertThat(claim.billNumber()).isEqualTo("B-9001");
    assertThat(claim.provider()).isEqualTo("riverside");
    assertThat(claim.payer()).isEqualTo("harbor");
    assertThat(claim.created()).isEqualTo(Instant.parse("2026-03-04T08:00:00Z"));
    assertThat(claim.patient())
        .isEqualTo(
            new SubmittedClaim.Patient(
                List.of(new Identifier("https://tallystick.example/ns/mrn/riverside", "M-77")),
                "Okafor",
                "Ada",
                LocalDate.of(1980, 2, 29)));
    assertThat(claim.insurance().memberId()).isEqualTo("H-100");
    assertThat(claim.insurance().preAuthRefs()).containsExactly("PA-5");
    assertThat(claim.total()).isEqualTo(new Money(10_000, "USD"));
    assertThat(claim.lines())
        .extracting(line -> line.net().minor())
        .containsExactly(8_555L, 1_445L);
    assertThat(claim.lines().get(0).encounters())
        .extracting(Identifier::value)
        .containsExactly("E-1");
    assertThat(claim.lines().get(0).diagnosisSequences()).containsExactly(1);
  }

  @Test
  void a_line_without_a_date_is_served_on_the_first_billable_day_as_written() {
    var claim = understood(example("contained.json"));

    assertThat(claim.billable().from()).isEqualTo(LocalDate.of(2026, 3, 2));
    assertThat(claim.lines().get(1).serviced()).isEqualTo(LocalDate.of(2026, 3, 2));
  }

  @Test
  void a_claim_of_logical_references_bills_under_its_claim_number() {
    var claim = understood(example("logical.json"));

    assertThat(claim.billNumber()).isEqualTo("C-2001");
    assertThat(claim.patient().family()).isNull();
    assertThat(claim.insurance().memberId()).isEqualTo("H-100");
    assertThat(claim.total()).isEqualTo(new Money(1500, "JPY"));
    assertThat(claim.lines().get(0).serviced()).isNull();
  }

  @Test
  void a_pas_bundle_is_understood_by_what_it_carries() {
    var claim = understood(example("pas-bundle.json"));

    assertThat(claim.asksForPayment()).isFalse();
    assertThat(claim.provider()).isEqualTo("summit");
    assertThat(claim.payer()).isEqualTo("meridian");
    assertThat(claim.insurance().memberId()).isEqualTo("M-200");
    assertThat(claim.patient().family()).isEqualTo("Lindqvist");
    assertThat(claim.patient().birthDate()).as("a month is no birth date").isNull();
    assertThat(claim.total()).isNull();
    assertThat(claim.lines().get(0).serviced()).isEqualTo(LocalDate.of(2026, 5, 10));
  }

  @Test
  void what_is_not_a_claim_is_refused() {
    assertThat(problems(new Patient())).containsExactly(WRONG_RESOURCE);
    assertThat(problems(new Bundle())).containsExactly(WRONG_RESOURCE);
  }

  @Test
  void an_empty_claim_names_all_that_it_lacks() {
    assertThat(refused(new Claim()))
        .extracting(ClaimProblem::element)
        .contains(
            "Claim.use",
            "Claim.status",
            "Claim.created",
            "Claim.identifier",
            "Claim.patient",
            "Claim.provider",
            "Claim.insurer",
            "Claim.insurance",
            "Claim.item");
  }

  @Test
  void money_is_exact_not_negative_of_one_currency_and_adds_up() {
    assertThat(changed(c -> c.getTotal().setValue(99.99))).containsExactly(TOTAL_MISMATCH);
    assertThat(changed(c -> c.getTotal().setCurrency("EUR"))).containsExactly(MONEY_MIXED_CURRENCY);
    assertThat(changed(c -> c.getItem().get(1).getNet().setValue(-1)))
        .containsExactly(MONEY_NEGATIVE);
    assertThat(changed(c -> c.getItem().get(1).getNet().setValue(new BigDecimal("14.451"))))
        .containsExactly(MONEY_MALFORMED);
    assertThat(changed(c -> c.getTotal().setCurrency("ZZZ"))).containsExactly(MONEY_MALFORMED);
    assertThat(changed(c -> c.getTotal().setValue(new BigDecimal("1e30"))))
        .containsExactly(MONEY_MALFORMED);
    assertThat(changed(c -> c.getItem().get(0).setNet(null))).containsExactly(INCOMPLETE);
  }

  @Test
  void a_claim_that_states_no_total_asks_for_the_sum_of_its_lines() {
    var claim = (Claim) example("contained.json");
    claim.setTotal(null);
    assertThat(understood(claim).total()).isEqualTo(new Money(10_000, "USD"));
  }

  @Test
  void a_claim_number_of_the_senders_own_system_keeps_its_system() {
    var claim = (Claim) example("contained.json");
    claim.setIdentifier(List.of(identifier("http://happyvalley.com/claim", "12345")));
    assertThat(understood(claim).claimNumber()).isEqualTo("http://happyvalley.com/claim|12345");
    claim.setIdentifier(List.of(identifier(null, "12345")));
    assertThat(understood(claim).claimNumber()).isEqualTo("12345");
  }

  @Test
  void institutions_go_by_the_identifiers_that_are_configured() {
    var claim = (Claim) example("contained.json");
    claim.setProvider(new Reference().setIdentifier(identifier(NPI, "1234567893")));
    assertThat(refused(claim)).extracting(ClaimProblem::element).containsExactly("Claim.provider");
    var known = OrgIdentifiers.of(Map.of("summit", Set.of(NPI + "|1234567893")));
    var reading = new ClaimDocument(null, known).read(claim);
    assertThat(((ClaimReading.Understood) reading).claim().provider()).isEqualTo("summit");
  }

  @Test
  void an_identifier_means_one_institution() {
    var both = Map.of("summit", Set.of("urn:x|1"), "harbor", Set.of("urn:x|1"));
    assertThatThrownBy(() -> OrgIdentifiers.of(both)).hasMessageContaining("means both");
    assertThatThrownBy(() -> OrgIdentifiers.of(Map.of("summit", Set.of("1234567893"))))
        .hasMessageContaining("system|value");
  }

  @Test
  void an_overflowing_sum_is_a_mismatch_and_no_fault() {
    var most = BigDecimal.valueOf(Long.MAX_VALUE, 2);
    assertThat(changed(c -> c.getItem().get(0).getNet().setValue(most)))
        .containsExactly(TOTAL_MISMATCH);
  }

  @Test
  void references_out_of_the_document_resolve_nothing() {
    assertThat(changed(c -> c.getInsurer().setReference("Organization/elsewhere")))
        .containsExactly(PAYER_UNKNOWN);
    assertThat(changed(c -> c.getPatient().setReference("http://elsewhere.example/Patient/1")))
        .containsExactly(INCOMPLETE);
  }

  @Test
  void a_claim_without_insurer_goes_to_its_coverages_payor() {
    var claim = (Claim) example("contained.json");
    claim.setInsurer(null);
    assertThat(understood(claim).payer()).isEqualTo("harbor");
  }

  @Test
  void a_modifier_that_is_not_understood_is_never_ignored() {
    assertThat(changed(c -> c.addModifierExtension(new Extension("urn:cancel-this"))))
        .containsExactly(MODIFIER_UNKNOWN);
  }

  @Test
  void drafts_two_focal_coverages_and_loose_line_numbers_are_incomplete() {
    assertThat(changed(c -> c.setStatus(ClaimStatus.DRAFT))).containsExactly(INCOMPLETE);
    assertThat(changed(c -> c.addInsurance(c.getInsuranceFirstRep().copy()).getInsurance()))
        .contains(INCOMPLETE);
    assertThat(changed(c -> c.getItem().get(1).setSequence(1))).containsExactly(INCOMPLETE);
    assertThat(changed(c -> c.getItem().get(1).addDiagnosisSequence(7)))
        .containsExactly(INCOMPLETE);
  }

  @Test
  void problems_quote_nothing_of_the_document() {
    var claim = (Claim) example("contained.json");
    claim.getTotal().setValue(1);
    claim.getPatient().setReference("#nobody");
    assertThat(refused(claim).toString()).doesNotContain("Okafor", "M-77", "H-100", "444814009");
  }

  private static org.hl7.fhir.r4.model.Identifier identifier(String system, String value) {
    return new org.hl7.fhir.r4.model.Identifier().setSystem(system).setValue(value);
  }

  private static List<ClaimProblem.Code> changed(Consumer<Claim> change) {
    var claim = (Claim) example("contained.json");
    change.accept(claim);
    return problems(claim);
  }

  private static List<ClaimProblem.Code> problems(Resource document) {
    return refused(document).stream().map(ClaimProblem::code).toList();
  }

  private static List<ClaimProblem> refused(Resource document) {
    return ((ClaimReading.Refused) READER.read(document)).problems();
  }

  private static SubmittedClaim understood(Resource document) {
    var reading = READER.read(document);
    assertThat(reading).isInstanceOf(ClaimReading.Understood.class);
    return ((ClaimReading.Understood) reading).claim();
  }

  private static Resource example(String name) {
    try (var in = ClaimDocumentTest.class.getResourceAsStream("/claims/" + name)) {
      var parser = FhirContext.forR4Cached().newJsonParser();
      parser.setParserErrorHandler(new StrictErrorHandler());
      return (Resource) parser.parseResource(in);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
