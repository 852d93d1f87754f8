package io.tallystick.claims.followup.domain;

/**
 * The answer that tells a payer: ask for the evidence again, the patient has consented.
 *
 * @param headId the consent's head on the ledger
 */
public record ConsentGranted(String claimId, String reason, String headId, long headVersion) {}
