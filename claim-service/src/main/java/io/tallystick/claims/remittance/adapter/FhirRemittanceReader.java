package io.tallystick.claims.remittance.adapter;

import io.tallystick.claims.remittance.app.RemittanceReader;
import io.tallystick.claims.remittance.domain.Remittance;
import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.vocabulary.money.Money;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import org.hl7.fhir.r4.model.ClaimResponse;
import org.hl7.fhir.r4.model.ClaimResponse.AdjudicationComponent;
import org.hl7.fhir.r4.model.ClaimResponse.ItemComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;

/**
 * Adjudication categories are FHIR R4's ({@code benefit} is what is paid) and CARIN Blue Button's:
 * {@code memberliability} is what the member owes, {@code noncovered} what a denial leaves out.
 * Reasons are CARC codes.
 */
@Singleton
class FhirRemittanceReader implements RemittanceReader {

  private static final String PAID = "benefit";
  private static final String NON_COVERED = "noncovered";
  private static final String PATIENT_OWES = "memberliability";

  private final FhirJson fhir;

  FhirRemittanceReader(FhirJson fhir) {
    this.fhir = fhir;
  }

  @Override
  public Remittance read(byte[] claimResponse) {
    var response = fhir.parse(claimResponse, ClaimResponse.class);
    return new Remittance(
        total(response, PAID),
        total(response, PATIENT_OWES),
        response.getItem().stream().map(FhirRemittanceReader::line).toList());
  }

  private static Money total(ClaimResponse response, String category) {
    return response.getTotal().stream()
        .filter(total -> is(total.getCategory(), category))
        .map(total -> money(total.getAmount()))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static Remittance.Line line(ItemComponent item) {
    var adjudications = item.getAdjudication();
    var paid = amount(adjudications, PAID);
    var nonCovered = amount(adjudications, NON_COVERED);
    var reasons =
        adjudications.stream()
            .flatMap(adjudication -> adjudication.getReason().getCoding().stream())
            .map(Coding::getCode)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    boolean denied = nonCovered != null && paid != null && paid.isZero();
    return new Remittance.Line(
        item.getItemSequence(), paid, amount(adjudications, PATIENT_OWES), denied, reasons);
  }

  private static Money amount(List<AdjudicationComponent> adjudications, String category) {
    return adjudications.stream()
        .filter(adjudication -> is(adjudication.getCategory(), category))
        .map(adjudication -> money(adjudication.getAmount()))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static boolean is(CodeableConcept concept, String code) {
    return concept.getCoding().stream().anyMatch(coding -> code.equals(coding.getCode()));
  }

  private static Money money(org.hl7.fhir.r4.model.Money amount) {
    if (amount == null || !amount.hasValue() || !amount.hasCurrency()) return null;
    return Money.of(amount.getValue(), amount.getCurrency());
  }
}
