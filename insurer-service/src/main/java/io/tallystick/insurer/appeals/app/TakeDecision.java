package io.tallystick.insurer.appeals.app;

import io.tallystick.insurer.adjudication.app.Accumulators;
import io.tallystick.insurer.adjudication.app.Answers;
import io.tallystick.insurer.adjudication.app.CaseFiles;
import io.tallystick.insurer.adjudication.app.CaseFiles.Redecided;
import io.tallystick.insurer.adjudication.domain.CaseFile;
import io.tallystick.insurer.adjudication.domain.CaseStage;
import io.tallystick.insurer.appeals.domain.Appeal;
import io.tallystick.kit.events.PoisonEvent;
import io.tallystick.kit.events.ReceivedEvent;
import io.tallystick.kit.events.RetryEvent;
import io.tallystick.kit.events.content.ClaimAdjudicated;
import io.tallystick.kit.ledger.LedgerFact;
import io.tallystick.kit.ledger.LedgerView;
import io.tallystick.kit.ledger.Orgs;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.commitment.SaltedDocument;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import io.tallystick.vocabulary.org.Org;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/**
 * Takes the Authority's decision over this payer's own, and settles by it. What members have met
 * stays: only denied lines are overturned, and nothing of those counted.
 */
@ApplicationScoped
public class TakeDecision {

  private final LedgerView ledger;
  private final Orgs orgs;
  private final CaseFiles cases;
  private final Appeals appeals;
  private final Answers answers;
  private final AnswerAmounts amounts;
  private final Accumulators accumulators;
  private final SettleAgain settleAgain;

  public TakeDecision(
      LedgerView ledger,
      Orgs orgs,
      CaseFiles cases,
      Appeals appeals,
      Answers answers,
      AnswerAmounts amounts,
      Accumulators accumulators,
      SettleAgain settleAgain) {
    this.ledger = ledger;
    this.orgs = orgs;
    this.cases = cases;
    this.appeals = appeals;
    this.answers = answers;
    this.amounts = amounts;
    this.accumulators = accumulators;
    this.settleAgain = settleAgain;
  }

  /**
   * @throws PoisonEvent if it isn't the Authority's, of another step, or doesn't open
   */
  public void take(Handle tx, ReceivedEvent<ClaimAdjudicated> event) {
    var said = event.content();
    var fact = event.requireFact("claim:decide", LedgerKeys.claim(said.claimId()));
    var claim =
        ledger
            .entry(LedgerKeys.claim(said.claimId()), LedgerEntry.Claim.class)
            .orElseThrow(() -> new RetryEvent("the claim isn't in the own copy of the chain yet"));
    boolean authority =
        orgs.byId(event.senderOrg()).filter(o -> o.role() == Org.Role.AUTHORITY).isPresent();
    boolean opens =
        authority
            && new Commitment(claim.adjudicationCommitment())
                .opensWith(said.salt(), said.document());
    if (!opens) throw new PoisonEvent("commitment.mismatch");
    var file = cases.lock(tx, said.claimId()).orElseThrow(() -> new PoisonEvent("claim.unknown"));
    if (file.opId().filter(fact.opId()::equals).isPresent()) return;
    boolean passedOn = passedOn(fact);
    if (file.stage() != CaseStage.DECIDED && !(passedOn && file.stage() == CaseStage.APPEALED)) {
      throw new RetryEvent("the decision it replaces isn't recorded here yet");
    }
    answers.keep(tx, fact.opId(), new SaltedDocument(said.salt(), said.document()));
    accumulators.carryOver(tx, file.opId().orElseThrow(), fact.opId());
    var told = amounts.of(said.document());
    if (passedOn) close(tx, file, fact.opId(), claim.outcome(), told);
    cases.redecided(
        tx,
        file,
        new Redecided(
            fact.opId(), fact.version(), claim.outcome(), told.paid(), told.patientOwes()));
    settleAgain.ask(tx, cases.find(tx, said.claimId()).orElseThrow(), file.paid().orElseThrow());
  }

  /** An appeal to this payer that it didn't decide in time: the step before was the Authority's. */
  private boolean passedOn(LedgerFact decided) {
    return ledger.history(decided.key()).stream()
        .filter(step -> step.version() == decided.version() - 1)
        .anyMatch(step -> step.transaction().equals("claim:lapse"));
  }

  /** No adjudicator here has to look at it any more. */
  private void close(
      Handle tx,
      CaseFile file,
      String opId,
      AdjudicationOutcome outcome,
      AnswerAmounts.Amounts told) {
    var ruling =
        new Appeal.Ruling(
            opId, file.opId().orElseThrow(), outcome, told.paid(), told.patientOwes());
    appeals.deciding(tx, file.claimId(), ruling, "authority");
    appeals.decided(tx, file.claimId());
  }
}
