package io.tallystick.vocabulary.claim;

import java.util.List;

/**
 * What an adjudication rests on: canonical JSON behind a salted commitment, opened to payer,
 * provider, patient and reviewer. Whoever has the plan, the inputs and the engine can decide again
 * and compare.
 *
 * @param plan the plan's id
 * @param planVersion its version
 * @param planDigest SHA-256 of the plan document's exact bytes, hexadecimal
 * @param claim commitment of the claim, as on the ledger
 * @param answer commitment of the last answer, absent if there was none
 * @param accesses ids of the accesses that released evidence, sorted
 * @param result commitment of the adjudication
 */
public record AdjudicationProof(
    String claimId,
    String plan,
    String planVersion,
    String planDigest,
    String claim,
    String answer,
    List<String> accesses,
    String result) {

  public AdjudicationProof {
    accesses = accesses == null ? List.of() : List.copyOf(accesses);
  }
}
