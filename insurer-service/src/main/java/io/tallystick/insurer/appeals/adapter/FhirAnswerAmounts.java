package io.tallystick.insurer.appeals.adapter;

import io.tallystick.insurer.appeals.app.AnswerAmounts;
import io.tallystick.kit.events.PoisonEvent;
import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.problem.ProblemException;
import io.tallystick.vocabulary.money.Money;
import jakarta.enterprise.context.ApplicationScoped;
import org.hl7.fhir.r4.model.ClaimResponse;

/** Totals by FHIR's and CARIN Blue Button's category codes, as this payer writes them itself. */
@ApplicationScoped
class FhirAnswerAmounts implements AnswerAmounts {

  private final FhirJson fhir;

  FhirAnswerAmounts(FhirJson fhir) {
    this.fhir = fhir;
  }

  @Override
  public Amounts of(byte[] claimResponse) {
    try {
      var response = fhir.parse(claimResponse, ClaimResponse.class);
      return new Amounts(total(response, "benefit"), total(response, "memberliability"));
    } catch (ProblemException notFhir) {
      throw new PoisonEvent(notFhir.problem().code(), notFhir);
    } catch (ArithmeticException | IllegalArgumentException notMoney) {
      throw new PoisonEvent("decision.unreadable", notMoney);
    }
  }

  private static Money total(ClaimResponse response, String code) {
    return response.getTotal().stream()
        .filter(
            total ->
                total.getCategory().getCoding().stream().anyMatch(c -> code.equals(c.getCode())))
        .map(total -> Money.of(total.getAmount().getValue(), total.getAmount().getCurrency()))
        .findFirst()
        .orElseThrow(() -> new PoisonEvent("decision.unreadable"));
  }
}
