package io.tallystick.vocabulary.ledger;

import io.tallystick.vocabulary.claim.ClaimLifecycle.Party;
import io.tallystick.vocabulary.claim.ClaimLifecycle.PaymentStatus;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import java.util.List;

/** What is asked of a claim after its adjudication. */
public sealed interface ClaimOperation extends LedgerOperation {

  /**
   * Opening: {@link Opening.Document} of the appeal. The first appeal goes to the payer, the second
   * to the Authority.
   *
   * @param by PROVIDER or PATIENT; the Authority may submit a patient's
   */
  record AppealClaim(String opId, String claimId, long expectedVersion, Party by, String commitment)
      implements ClaimOperation {
    @Override
    public String transaction() {
      return "claim:appeal";
    }
  }

  /**
   * Opening: {@link Opening.Document}, or {@link Opening.Adjudication} with a proof.
   *
   * @param commitment to the new adjudication of the whole claim
   * @param proofCommitment see {@link io.tallystick.vocabulary.claim.AdjudicationProof}; may be
   *     absent
   */
  record DecideAppeal(
      String opId,
      String claimId,
      long expectedVersion,
      String commitment,
      AdjudicationOutcome outcome,
      List<String> reasonCodes,
      String proofCommitment)
      implements ClaimOperation {
    @Override
    public String transaction() {
      return "claim:decide";
    }
  }

  /** By the Authority, when a decision that was due didn't come. */
  record LapseClaim(String opId, String claimId, long expectedVersion) implements ClaimOperation {
    @Override
    public String transaction() {
      return "claim:lapse";
    }
  }

  /** The provider asks the payer to reverse. */
  record RequestVoid(String opId, String claimId, long expectedVersion) implements ClaimOperation {
    @Override
    public String transaction() {
      return "claim:requestVoid";
    }
  }

  /** Opening: {@link Opening.Document} of the reversal. */
  record ReverseClaim(String opId, String claimId, long expectedVersion, String commitment)
      implements ClaimOperation {
    @Override
    public String transaction() {
      return "claim:reverse";
    }
  }

  /**
   * @param status ISSUED by the payer, CONFIRMED by the provider
   */
  record AdvancePayment(String opId, String claimId, long expectedVersion, PaymentStatus status)
      implements ClaimOperation {
    @Override
    public String transaction() {
      return "claim:payment";
    }
  }
}
