package io.tallystick.insurer.adjudication.app;

import io.tallystick.insurer.adjudication.app.AdvanceCase.Trigger;
import io.tallystick.insurer.adjudication.domain.CaseFile;
import io.tallystick.kit.ledger.LedgerView;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Faceless;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * What time brings about: a deadline that passed is a decision without the evidence (CARC 252), and
 * a case that the ledger held up is looked at again.
 */
@ApplicationScoped
public class LookAtDueCases {

  private static final Logger LOG = Logger.getLogger(LookAtDueCases.class);
  private static final int AT_ONCE = 100;

  private final Transactions transactions;
  private final CaseFiles cases;
  private final LedgerView ledger;
  private final BilledClaims billedClaims;
  private final AdvanceCase advanceCase;
  private final HoldCase holdCase;
  private final Clock clock;

  public LookAtDueCases(
      Transactions transactions,
      CaseFiles cases,
      LedgerView ledger,
      BilledClaims billedClaims,
      AdvanceCase advanceCase,
      HoldCase holdCase,
      Clock clock) {
    this.transactions = transactions;
    this.cases = cases;
    this.ledger = ledger;
    this.billedClaims = billedClaims;
    this.advanceCase = advanceCase;
    this.holdCase = holdCase;
    this.clock = clock;
  }

  /** How many cases were due. */
  public int look() {
    var due = transactions.inTransaction(tx -> cases.due(tx, clock.instant(), AT_ONCE));
    due.forEach(this::look);
    return due.size();
  }

  /** One case that fails doesn't keep the others waiting; it stays due. */
  private void look(String claimId) {
    try {
      transactions.useTransaction(tx -> look(tx, claimId));
    } catch (RuntimeException failed) {
      LOG.warnf(Faceless.of(failed), "claim %s is due and wasn't moved", claimId);
    }
  }

  private void look(Handle tx, String claimId) {
    var file = cases.lock(tx, claimId).orElseThrow();
    switch (file.stage()) {
      case EVIDENCE_ASKED, FETCHING, PENDED -> {
        boolean passed = file.deadline().filter(d -> d.isBefore(clock.instant())).isPresent();
        if (passed) advance(tx, file, Trigger.OVERDUE);
      }
      case HELD -> askTheLedger(tx, file);
      case PENDING, QUEUED, DECIDING, DECIDED, APPEALED, REVERSED, CANCELLED -> {}
    }
  }

  private void askTheLedger(Handle tx, CaseFile file) {
    var entry =
        ledger.entry(LedgerKeys.claim(file.claimId()), LedgerEntry.Claim.class).orElseThrow();
    switch (entry.state()) {
      case SUBMITTED -> {
        cases.answered(tx, file, entry.version());
        advance(tx, cases.lock(tx, file.claimId()).orElseThrow(), Trigger.ARRIVED);
      }
      case PENDED -> cases.pended(tx, file, entry.version(), entry.deadline());
      case CANCELLED -> cases.cancelled(tx, file);
      case ADJUDICATED, SETTLED, APPEALED, REVERSED -> holdCase.hold(tx, file.claimId());
    }
  }

  private void advance(Handle tx, CaseFile file, Trigger trigger) {
    advanceCase.advance(tx, file, billedClaims.open(tx, file.claimId()), trigger);
  }
}
