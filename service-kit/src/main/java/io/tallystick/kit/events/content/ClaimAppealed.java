package io.tallystick.kit.events.content;

/**
 * {@code claim.appealed}, provider to the payer (level 1) or to the Authority (level 2), sealed.
 * The Authority gets what the payer has had: the claim and the decision that is appealed, each as
 * committed.
 *
 * @param level 1 or 2
 * @param by {@code PROVIDER} or {@code PATIENT}; {@code AUTHORITY} where it took over an appeal
 *     that the payer didn't decide in time: the same appeal, now at level 2
 * @param document the exact committed bytes of the appeal, any JSON
 * @param salt opens the appeal's commitment
 * @param claim FHIR {@code Claim} or PAS bundle; only at level 2, as all that follow
 * @param adjudication FHIR {@code ClaimResponse}
 */
public record ClaimAppealed(
    String claimId,
    int level,
    String by,
    byte[] document,
    byte[] salt,
    byte[] claim,
    byte[] claimSalt,
    byte[] adjudication,
    byte[] adjudicationSalt) {}
