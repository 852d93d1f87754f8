package io.tallystick.kit.events.content;

/**
 * {@code claim.answered}, provider to payer, sealed.
 *
 * @param document the exact committed bytes of the answer
 * @param salt opens the claim's answer commitment
 * @param reason {@link #CONSENT_GRANTED} or {@link #INFORMATION}
 */
public record ClaimAnswered(String claimId, byte[] document, byte[] salt, String reason) {

  public static final String CONSENT_GRANTED = "consent-granted";
  public static final String INFORMATION = "information";
}
