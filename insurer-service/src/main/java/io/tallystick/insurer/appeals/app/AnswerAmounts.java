package io.tallystick.insurer.appeals.app;

import io.tallystick.vocabulary.money.Money;

/** Reads what an answer comes to. */
public interface AnswerAmounts {

  /**
   * @param paid to the provider, all lines
   * @param patientOwes what the member owes the provider, all lines
   */
  record Amounts(Money paid, Money patientOwes) {}

  /**
   * @param claimResponse FHIR R4 {@code ClaimResponse} in JSON
   * @throws io.tallystick.kit.events.PoisonEvent if it says neither
   */
  Amounts of(byte[] claimResponse);
}
