package io.tallystick.claims.review.adapter;

import io.tallystick.claims.review.app.ReviewedDocument;
import io.tallystick.claims.review.domain.ReviewedDecision;
import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.ClaimResponse;
import org.hl7.fhir.r4.model.ClaimResponse.AdjudicationComponent;
import org.hl7.fhir.r4.model.ClaimResponse.ItemComponent;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;

/**
 * Changes the payer's own ClaimResponse: an overturned line is eligible and paid as charged, its
 * denial and what the member owed are gone, and the totals follow. Everything else stays as the
 * payer wrote it.
 */
@Singleton
class FhirReviewedDocument implements ReviewedDocument {

  private static final String SUBMITTED = "submitted";
  private static final String NON_COVERED = "noncovered";
  private static final String BENEFIT = "benefit";
  private static final Set<String> AS_CHARGED = Set.of(SUBMITTED, "eligible", BENEFIT);

  private final FhirJson fhir;

  FhirReviewedDocument(FhirJson fhir) {
    this.fhir = fhir;
  }

  @Override
  public ReviewedDecision write(
      Contested contested, Set<Integer> overturned, String words, Instant at) {
    var response = fhir.parse(contested.adjudication(), ClaimResponse.class);
    for (int sequence : new TreeSet<>(overturned)) {
      var item =
          response.getItem().stream().filter(i -> i.getItemSequence() == sequence).findFirst();
      if (item.isEmpty()) return new ReviewedDecision.UnknownLine(sequence);
      if (amount(item.get(), NON_COVERED).isEmpty()) {
        return new ReviewedDecision.NotDenied(sequence);
      }
      overturn(item.get());
    }
    response.setCreated(Date.from(at));
    response.setDisposition(
        overturned.isEmpty() ? "Upheld on appeal." : "Overturned on appeal; see the lines.");
    if (!words.isBlank()) response.addProcessNote().setText(words);
    totals(response);
    return overturned.isEmpty()
        ? new ReviewedDecision.Written(
            fhir.encode(response), contested.outcome(), contested.reasonCodes())
        : new ReviewedDecision.Written(fhir.encode(response), outcome(response), reasons(response));
  }

  private static void overturn(ItemComponent item) {
    var charged = amount(item, SUBMITTED).or(() -> amount(item, NON_COVERED)).orElseThrow().copy();
    item.getAdjudication().removeIf(each -> is(each.getCategory(), NON_COVERED));
    item.getNoteNumber().clear();
    for (var each : item.getAdjudication()) {
      boolean whole = AS_CHARGED.stream().anyMatch(code -> is(each.getCategory(), code));
      each.setReason(null);
      each.getAmount().setValue(whole ? charged.getValue() : zero(charged.getValue()));
    }
  }

  private static void totals(ClaimResponse response) {
    for (var total : response.getTotal()) {
      var code = total.getCategory().getCodingFirstRep().getCode();
      total.getAmount().setValue(sum(response, code));
    }
    if (response.hasPayment()) response.getPayment().getAmount().setValue(sum(response, BENEFIT));
  }

  private static BigDecimal sum(ClaimResponse response, String code) {
    return response.getItem().stream()
        .flatMap(item -> amount(item, code).stream())
        .map(org.hl7.fhir.r4.model.Money::getValue)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** A line that was overturned is paid, so that it is no denial as a whole. */
  private static AdjudicationOutcome outcome(ClaimResponse response) {
    boolean denies =
        response.getItem().stream().anyMatch(item -> amount(item, NON_COVERED).isPresent());
    boolean owes = sum(response, "memberliability").signum() > 0;
    return denies || owes ? AdjudicationOutcome.PARTIALLY_PAID : AdjudicationOutcome.PAID;
  }

  private static List<String> reasons(ClaimResponse response) {
    return response.getItem().stream()
        .flatMap(item -> item.getAdjudication().stream())
        .filter(AdjudicationComponent::hasReason)
        .flatMap(FhirReviewedDocument::codes)
        .distinct()
        .sorted()
        .toList();
  }

  private static Stream<String> codes(AdjudicationComponent adjudication) {
    return adjudication.getReason().getCoding().stream()
        .filter(Coding::hasCode)
        .map(Coding::getCode);
  }

  private static Optional<org.hl7.fhir.r4.model.Money> amount(ItemComponent item, String code) {
    return item.getAdjudication().stream()
        .filter(each -> is(each.getCategory(), code) && each.getAmount().hasValue())
        .map(AdjudicationComponent::getAmount)
        .findFirst();
  }

  private static boolean is(CodeableConcept concept, String code) {
    return concept.getCoding().stream().anyMatch(coding -> code.equals(coding.getCode()));
  }

  /** In as many decimals as the amount beside it. */
  private static BigDecimal zero(BigDecimal like) {
    return BigDecimal.ZERO.setScale(like.scale());
  }
}
