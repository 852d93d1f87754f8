package io.tallystick.kit.events.content;

import java.util.List;

/**
 * {@code claim.adjudicated}, and {@code claim.settled} (the only one when straight through), payer
 * to provider, sealed; {@code claim.decided}, who decided an appeal to provider and payer.
 *
 * @param document the exact committed bytes: FHIR {@code ClaimResponse} in JSON
 * @param salt opens the claim's adjudication commitment
 * @param outcome name of a {@code LedgerOperation.AdjudicationOutcome}
 * @param reasonCodes CARC codes used, sorted, each once
 * @param proof canonical JSON of a {@link io.tallystick.vocabulary.claim.AdjudicationProof}; absent
 *     with {@code proofSalt} where no plan decided
 * @param proofSalt opens the claim's proof commitment
 * @param difference canonical JSON of a {@link
 *     io.tallystick.vocabulary.claim.SettlementDifference}; only where a claim is settled again,
 *     with {@code differenceSalt}
 */
public record ClaimAdjudicated(
    String claimId,
    byte[] document,
    byte[] salt,
    String outcome,
    List<String> reasonCodes,
    boolean settled,
    byte[] proof,
    byte[] proofSalt,
    byte[] difference,
    byte[] differenceSalt) {

  /** One that no plan decided. */
  public ClaimAdjudicated(
      String claimId,
      byte[] document,
      byte[] salt,
      String outcome,
      List<String> reasonCodes,
      boolean settled) {
    this(claimId, document, salt, outcome, reasonCodes, settled, null, null, null, null);
  }
}
