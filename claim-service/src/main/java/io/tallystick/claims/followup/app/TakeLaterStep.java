package io.tallystick.claims.followup.app;

import io.tallystick.claims.followup.domain.ClaimRequest;
import io.tallystick.claims.followup.domain.ClaimRequest.Step;
import io.tallystick.claims.followup.domain.OpenClaim;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.kit.ledger.LedgerView;
import io.tallystick.kit.ledger.Orgs;
import io.tallystick.kit.problem.Problem;
import io.tallystick.kit.sealing.SealedStore;
import io.tallystick.vocabulary.claim.ClaimLifecycle;
import io.tallystick.vocabulary.claim.ClaimLifecycle.Party;
import io.tallystick.vocabulary.claim.ClaimLifecycle.PaymentStatus;
import io.tallystick.vocabulary.commitment.SaltedDocument;
import io.tallystick.vocabulary.ledger.ClaimOperation.AdvancePayment;
import io.tallystick.vocabulary.ledger.ClaimOperation.AppealClaim;
import io.tallystick.vocabulary.ledger.ClaimOperation.RequestVoid;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.org.Org;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Writes down one step of the provider after a decision, as {@link TakeStep} does before it. */
@Singleton
public class TakeLaterStep {

  /** Kinds of the ledger commands. */
  public static final String APPEAL = "claim.appeal";

  public static final String REQUEST_VOID = "claim.requestVoid";
  public static final String CONFIRM_PAYMENT = "claim.confirmPayment";

  private final OpenClaims claims;
  private final LedgerView ledgerView;
  private final Orgs orgs;
  private final SealedStore sealed;
  private final LedgerCommands ledger;
  private final Ids ids;
  private final Clock clock;
  private final String ownOrg;

  TakeLaterStep(
      OpenClaims claims,
      LedgerView ledgerView,
      Orgs orgs,
      SealedStore sealed,
      LedgerCommands ledger,
      Ids ids,
      Clock clock,
      TallystickConfig config) {
    this.claims = claims;
    this.ledgerView = ledgerView;
    this.orgs = orgs;
    this.sealed = sealed;
    this.ledger = ledger;
    this.ids = ids;
    this.clock = clock;
    this.ownOrg = config.org().id();
  }

  /**
   * Appeals to the payer, and after its decision to the Authority. Who decides endorses, and with
   * it learns the appeal; a payer can't stand in the way of one to the Authority.
   *
   * @return the operation's id; empty if a step was asked at this version already
   */
  Optional<String> appeal(Handle tx, OpenClaim claim, Party by, byte[] document) {
    var request = request(claim, Step.APPEAL);
    if (!claims.ask(tx, request)) return Optional.empty();
    var salted = new SaltedDocument(ids.salt(), document);
    sealed.seal(tx, "appeal/" + request.opId(), salted.joined());
    var operation =
        new AppealClaim(
            request.opId(), claim.claimId(), claim.version(), by, salted.commitment().hex());
    var opening = new Opening.Document(salted.salt(), salted.document(), null);
    enqueue(tx, APPEAL, claim, operation, opening, decider(claim));
    return Optional.of(request.opId());
  }

  /** The same for asking the payer to reverse. */
  Optional<String> requestVoid(Handle tx, OpenClaim claim) {
    var request = request(claim, Step.REQUEST_VOID);
    if (!claims.ask(tx, request)) return Optional.empty();
    var operation = new RequestVoid(request.opId(), claim.claimId(), claim.version());
    enqueue(tx, REQUEST_VOID, claim, operation, null, claim.payer());
    return Optional.of(request.opId());
  }

  /** The same for confirming that the payment arrived. */
  Optional<String> confirmPayment(Handle tx, OpenClaim claim) {
    var request = request(claim, Step.CONFIRM_PAYMENT);
    if (!claims.ask(tx, request)) return Optional.empty();
    var operation =
        new AdvancePayment(
            request.opId(), claim.claimId(), claim.version(), PaymentStatus.CONFIRMED);
    enqueue(tx, CONFIRM_PAYMENT, claim, operation, null, claim.payer());
    return Optional.of(request.opId());
  }

  private String decider(OpenClaim claim) {
    int level =
        ledgerView
            .entry(LedgerKeys.claim(claim.claimId()), LedgerEntry.Claim.class)
            .map(entry -> entry.position().appealLevel())
            .orElse(0);
    return level < ClaimLifecycle.TO_PAYER ? claim.payer() : authority();
  }

  private String authority() {
    return orgs.active().stream()
        .filter(org -> org.role() == Org.Role.AUTHORITY)
        .map(Org::id)
        .findFirst()
        .orElseThrow(
            () ->
                Problem.unavailable("authority.none", "The consortium has no Authority now.")
                    .exception());
  }

  private void enqueue(
      Handle tx,
      String kind,
      OpenClaim claim,
      LedgerOperation operation,
      Opening opening,
      String otherEndorser) {
    ledger.enqueue(
        tx,
        new LedgerCommand(
            kind, operation, opening, List.of(ownOrg, otherEndorser), claim.claimId()));
  }

  private ClaimRequest request(OpenClaim claim, Step step) {
    return new ClaimRequest(
        ids.next(), claim.claimId(), step, claim.version(), null, clock.instant());
  }
}
