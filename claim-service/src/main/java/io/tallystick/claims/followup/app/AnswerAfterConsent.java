package io.tallystick.claims.followup.app;

import io.tallystick.claims.followup.domain.ConsentGranted;
import io.tallystick.claims.followup.domain.ConsentWord;
import io.tallystick.claims.followup.domain.OpenClaim;
import io.tallystick.claims.status.app.PendListener;
import io.tallystick.kit.events.content.ClaimAnswered;
import io.tallystick.vocabulary.json.CanonicalJson;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Handle;

/**
 * Answers a claim that waits for a consent as soon as the patient gave it, in whichever order the
 * two are learnt: a consent may be signed while the pend is still on its way. A consent that was
 * known when the claim last went to its payer is never an answer, so nothing goes in circles.
 */
@Singleton
public class AnswerAfterConsent implements PendListener {

  private final OpenClaims claims;
  private final TakeStep takeStep;

  AnswerAfterConsent(OpenClaims claims, TakeStep takeStep) {
    this.claims = claims;
    this.takeStep = takeStep;
  }

  /** The patient's consent towards a payer changed. */
  public void onConsent(Handle tx, ConsentWord word) {
    claims.lock(tx, word.patientId(), word.grantee());
    if (!claims.note(tx, word) || word.revoked()) return;
    claims
        .awaitingConsent(tx, word.patientId(), word.grantee())
        .forEach(claim -> answer(tx, claim, word));
  }

  @Override
  public void onPend(Handle tx, String claimId) {
    claims
        .onLedger(tx, claimId)
        .ifPresent(
            claim -> {
              claims.lock(tx, claim.patientId(), claim.payer());
              claims.consentSinceWithPayer(tx, claim).ifPresent(word -> answer(tx, claim, word));
            });
  }

  private void answer(Handle tx, OpenClaim claim, ConsentWord word) {
    var document =
        CanonicalJson.bytes(
            new ConsentGranted(
                claim.claimId(), ClaimAnswered.CONSENT_GRANTED, word.headId(), word.headVersion()));
    takeStep.answer(tx, claim, document, ClaimAnswered.CONSENT_GRANTED);
  }
}
