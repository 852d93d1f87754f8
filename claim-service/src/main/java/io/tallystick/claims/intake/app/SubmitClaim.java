package io.tallystick.claims.intake.app;

import io.tallystick.claims.ClaimsConfig;
import io.tallystick.claims.intake.app.CheckClaim.Checked;
import io.tallystick.claims.intake.domain.BillToken;
import io.tallystick.claims.intake.domain.DeskClaim;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.fhir.claim.SubmittedClaim;
import io.tallystick.kit.fhir.claim.SubmittedClaim.Line;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.kit.ledger.LedgerOutcome;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import io.tallystick.kit.sealing.SealedStore;
import io.tallystick.vocabulary.commitment.SaltedDocument;
import io.tallystick.vocabulary.ledger.LedgerOperation;
import io.tallystick.vocabulary.ledger.Opening;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Takes a claim in: checked, entered in the book, its exact bytes sealed and the ledger asked, all
 * or nothing; then waits a while for finality.
 */
@Singleton
public class SubmitClaim {

  /** Kind of the ledger command. */
  public static final String KIND = "claim.submit";

  private final Caller caller;
  private final CheckClaim checkClaim;
  private final ClaimBook book;
  private final SealedStore sealed;
  private final LedgerCommands ledger;
  private final Transactions transactions;
  private final Ids ids;
  private final Clock clock;
  private final String ownOrg;
  private final ClaimsConfig config;

  SubmitClaim(
      Caller caller,
      CheckClaim checkClaim,
      ClaimBook book,
      SealedStore sealed,
      LedgerCommands ledger,
      Transactions transactions,
      Ids ids,
      Clock clock,
      TallystickConfig institution,
      ClaimsConfig config) {
    this.caller = caller;
    this.checkClaim = checkClaim;
    this.book = book;
    this.sealed = sealed;
    this.ledger = ledger;
    this.transactions = transactions;
    this.ids = ids;
    this.clock = clock;
    this.ownOrg = institution.org().id();
    this.config = config;
  }

  /**
   * @param document a FHIR Claim or PAS Bundle as received
   */
  public IntakeOutcome submit(byte[] document) {
    caller.requireStaff("billing-clerk");
    return switch (checkClaim.check(document)) {
      case Checked.Unsound unsound -> new IntakeOutcome.Refused(unsound.problem());
      case Checked.Sound sound -> enter(sound, document);
    };
  }

  private IntakeOutcome enter(Checked.Sound sound, byte[] document) {
    var claim = entry(sound);
    var taken = transactions.inTransaction(tx -> enter(tx, claim, sound.claim(), document));
    if (taken.isPresent()) {
      return new IntakeOutcome.Refused(
          Problem.conflict("claim.duplicate", "A claim with this number was taken in before.")
              .with("claimId", taken.get()));
    }
    return await(claim);
  }

  private Optional<String> enter(
      Handle tx, DeskClaim claim, SubmittedClaim submitted, byte[] document) {
    var taken = book.enter(tx, claim);
    if (taken.isPresent()) return taken;
    var token = book.billToken(tx, claim.billNumber(), new BillToken(ids.next()));
    var salted = new SaltedDocument(ids.salt(), document);
    sealed.seal(tx, documentId(claim.claimId()), salted.joined());
    ledger.enqueue(tx, command(claim, submitted, salted, token));
    return Optional.empty();
  }

  private DeskClaim entry(Checked.Sound sound) {
    var claim = sound.claim();
    return new DeskClaim(
        ids.next(),
        claim.claimNumber(),
        claim.billNumber(),
        sound.patientId(),
        claim.payer(),
        claim.use(),
        claim.total(),
        claim.lines().size(),
        firstService(claim),
        ids.next(),
        clock.instant());
  }

  private LedgerCommand command(
      DeskClaim claim, SubmittedClaim submitted, SaltedDocument salted, BillToken token) {
    boolean locks = submitted.asksForPayment();
    var operation =
        new LedgerOperation.SubmitClaim(
            claim.submitOp(),
            claim.claimId(),
            claim.payer(),
            claim.use(),
            salted.commitment().hex(),
            locks ? token.hash() : null,
            null);
    var opening =
        new Opening.Document(salted.salt(), salted.document(), locks ? token.hex() : null);
    return new LedgerCommand(
        KIND, operation, opening, List.of(ownOrg, claim.payer()), claim.claimId());
  }

  private IntakeOutcome await(DeskClaim claim) {
    var outcome = ledger.await(claim.submitOp(), config.finalityWait());
    if (outcome.isEmpty()) return new IntakeOutcome.Queued(claim.claimId());
    return switch (outcome.get()) {
      case LedgerOutcome.Committed committed ->
          new IntakeOutcome.OnLedger(claim.claimId(), committed.receipt().txid());
      case LedgerOutcome.Refused refused ->
          new IntakeOutcome.Refused(Problem.of(refused.why()).with("claimId", claim.claimId()));
    };
  }

  /** Name of a claim's document in the sealed store. */
  public static String documentId(String claimId) {
    return "claim/" + claimId;
  }

  private static LocalDate firstService(SubmittedClaim claim) {
    return claim.lines().stream()
        .map(Line::serviced)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }
}
