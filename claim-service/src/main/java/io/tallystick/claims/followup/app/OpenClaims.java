package io.tallystick.claims.followup.app;

import io.tallystick.claims.followup.domain.ClaimRequest;
import io.tallystick.claims.followup.domain.ConsentWord;
import io.tallystick.claims.followup.domain.OpenClaim;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The desk's claims that steps are taken on, and what was asked and heard about them. */
public interface OpenClaims {

  /** Whether the desk has this claim at all. */
  boolean known(Handle tx, String claimId);

  /** Empty while (or because) the ledger doesn't have it. */
  Optional<OpenClaim> onLedger(Handle tx, String claimId);

  /**
   * @return false if a step was asked at this version already; then nothing is written
   */
  boolean ask(Handle tx, ClaimRequest request);

  /** Claims of this patient that wait for a consent towards this payer. */
  List<OpenClaim> awaitingConsent(Handle tx, String patientId, String payer);

  /**
   * A permission towards the claim's payer that was noticed after the claim last went to the payer:
   * the payer's evidence request may have missed it.
   */
  Optional<ConsentWord> consentSinceWithPayer(Handle tx, OpenClaim claim);

  /**
   * @return false if a newer word on this head is there already
   */
  boolean note(Handle tx, ConsentWord word);

  /** One at a time per patient and payer, until the transaction ends. */
  void lock(Handle tx, String patientId, String payer);
}
