package io.tallystick.claims.followup.app;

import io.tallystick.claims.followup.domain.ClaimRequest;
import io.tallystick.claims.followup.domain.ClaimRequest.Step;
import io.tallystick.claims.followup.domain.OpenClaim;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.kit.sealing.SealedStore;
import io.tallystick.vocabulary.commitment.SaltedDocument;
import io.tallystick.vocabulary.ledger.LedgerOperation;
import io.tallystick.vocabulary.ledger.Opening;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Writes down one step of the provider and asks the ledger for it, in the caller's transaction. */
@Singleton
public class TakeStep {

  /** Kinds of the ledger commands. */
  public static final String ANSWER = "claim.answer";

  public static final String CANCEL = "claim.cancel";

  private final OpenClaims claims;
  private final SealedStore sealed;
  private final LedgerCommands ledger;
  private final Ids ids;
  private final Clock clock;
  private final String ownOrg;

  TakeStep(
      OpenClaims claims,
      SealedStore sealed,
      LedgerCommands ledger,
      Ids ids,
      Clock clock,
      TallystickConfig config) {
    this.claims = claims;
    this.sealed = sealed;
    this.ledger = ledger;
    this.ids = ids;
    this.clock = clock;
    this.ownOrg = config.org().id();
  }

  /**
   * @return the operation's id; empty if a step was asked at this version already
   */
  Optional<String> answer(Handle tx, OpenClaim claim, byte[] document, String reason) {
    var request = request(claim, Step.ANSWER, reason);
    if (!claims.ask(tx, request)) return Optional.empty();
    var salted = new SaltedDocument(ids.salt(), document);
    sealed.seal(tx, "answer/" + request.opId(), salted.joined());
    var operation =
        new LedgerOperation.AnswerClaim(
            request.opId(), claim.claimId(), claim.version(), salted.commitment().hex());
    enqueue(
        tx, ANSWER, claim, operation, new Opening.Document(salted.salt(), salted.document(), null));
    return Optional.of(request.opId());
  }

  /** The same for taking the claim back. */
  Optional<String> cancel(Handle tx, OpenClaim claim, String reason) {
    var request = request(claim, Step.CANCEL, null);
    if (!claims.ask(tx, request)) return Optional.empty();
    sealed.seal(tx, reasonId(request.opId()), reason.getBytes(StandardCharsets.UTF_8));
    var operation =
        new LedgerOperation.CancelClaim(request.opId(), claim.claimId(), claim.version());
    enqueue(tx, CANCEL, claim, operation, null);
    return Optional.of(request.opId());
  }

  /** Why a clerk took a claim back, in the clerk's words. */
  public String reason(Handle tx, String opId) {
    return new String(sealed.open(tx, reasonId(opId)).orElseThrow(), StandardCharsets.UTF_8);
  }

  private static String reasonId(String opId) {
    return "reason/" + opId;
  }

  private void enqueue(
      Handle tx, String kind, OpenClaim claim, LedgerOperation operation, Opening opening) {
    ledger.enqueue(
        tx,
        new LedgerCommand(
            kind, operation, opening, List.of(ownOrg, claim.payer()), claim.claimId()));
  }

  private ClaimRequest request(OpenClaim claim, Step step, String reason) {
    return new ClaimRequest(
        ids.next(), claim.claimId(), step, claim.version(), reason, clock.instant());
  }
}
