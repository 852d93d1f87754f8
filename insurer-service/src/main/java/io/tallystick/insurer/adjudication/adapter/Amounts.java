package io.tallystick.insurer.adjudication.adapter;

import io.tallystick.insurer.adjudication.domain.Adjustment;
import io.tallystick.insurer.adjudication.domain.Carc;
import io.tallystick.insurer.adjudication.domain.LineResult;
import io.tallystick.vocabulary.money.Money;
import java.util.Optional;
import java.util.function.Function;
import org.hl7.fhir.r4.model.CodeableConcept;

/**
 * Adjudication categories of a line: FHIR R4's own where it has one, else CARIN Blue Button's (IG
 * {@code hl7.fhir.us.carin-bb}).
 */
enum Amounts {
  SUBMITTED("submitted", Amounts.ADJUDICATION, LineResult::charge, null),
  ELIGIBLE("eligible", Amounts.ADJUDICATION, LineResult::allowed, null),
  DISCOUNT("discount", Amounts.C4BB, line -> sum(line, Carc.FEE_SCHEDULE), Carc.FEE_SCHEDULE),
  DEDUCTIBLE("deductible", Amounts.ADJUDICATION, LineResult::deductible, Carc.DEDUCTIBLE),
  COPAY("copay", Amounts.ADJUDICATION, LineResult::copay, Carc.COPAY),
  COINSURANCE("coinsurance", Amounts.C4BB, LineResult::coinsurance, Carc.COINSURANCE),
  NONCOVERED("noncovered", Amounts.C4BB, Amounts::denied, null),
  BENEFIT("benefit", Amounts.ADJUDICATION, LineResult::paid, null),
  MEMBER_LIABILITY("memberliability", Amounts.C4BB, LineResult::patient, null);

  static final String ADJUDICATION = "http://terminology.hl7.org/CodeSystem/adjudication";
  static final String C4BB = "http://hl7.org/fhir/us/carin-bb/CodeSystem/C4BBAdjudication";
  static final String CARC = "https://x12.org/codes/claim-adjustment-reason-codes";

  private final String code;
  private final String system;
  private final Function<LineResult, Money> amount;
  private final Carc reason;

  Amounts(String code, String system, Function<LineResult, Money> amount, Carc reason) {
    this.code = code;
    this.system = system;
    this.amount = amount;
    this.reason = reason;
  }

  Money of(LineResult line) {
    return amount.apply(line);
  }

  Optional<Carc> reason(LineResult line) {
    return this == NONCOVERED ? line.denial() : Optional.ofNullable(reason);
  }

  /** Whether a line tells it even if it is nothing. */
  boolean always() {
    return switch (this) {
      case SUBMITTED, ELIGIBLE, BENEFIT, MEMBER_LIABILITY -> true;
      case DISCOUNT, DEDUCTIBLE, COPAY, COINSURANCE, NONCOVERED -> false;
    };
  }

  CodeableConcept concept() {
    var concept = new CodeableConcept();
    concept.addCoding().setSystem(system).setCode(code);
    return concept;
  }

  static org.hl7.fhir.r4.model.Money money(Money amount) {
    return new org.hl7.fhir.r4.model.Money()
        .setValue(amount.decimal())
        .setCurrency(amount.currency());
  }

  private static Money denied(LineResult line) {
    return line.denial().isPresent() ? line.charge() : Money.zero(line.charge().currency());
  }

  private static Money sum(LineResult line, Carc reason) {
    return line.adjustments().stream()
        .filter(adjustment -> adjustment.reason() == reason)
        .map(Adjustment::amount)
        .reduce(Money.zero(line.charge().currency()), Money::plus);
  }
}
