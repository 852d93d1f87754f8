package io.tallystick.kit.ledger;

import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ledger.LedgerClient.Endorsement;
import io.tallystick.kit.ledger.LedgerClient.Fate;
import io.tallystick.kit.persistence.Pause;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.vocabulary.ledger.Refusal;
import io.tallystick.vocabulary.ledger.RefusalCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * One command's way to its outcome (design §5): endorse, store txid and envelope, submit, commit
 * status, outcome. It may stop dead between any two steps; what the row then says decides how it
 * goes on. A txid that is stored is never replaced unless a block holds it with an invalid code.
 */
@ApplicationScoped
class CommandProtocol {

  private static final Logger LOG = Logger.getLogger(CommandProtocol.class);

  /** Refusals that an endorser a block behind gives too: asked again before they are believed. */
  private static final Set<RefusalCode> MAY_BE_LAG =
      Set.of(RefusalCode.NOT_FOUND, RefusalCode.STALE_VERSION, RefusalCode.UNKNOWN_ORG);

  private static final int LAG_ATTEMPTS = 3;

  private final LedgerClient ledger;
  private final CommandTable table;
  private final CommandOutcomes outcomes;
  private final Transactions transactions;
  private final FaultPoints points;
  private final Pause pause;
  private final Clock clock;

  CommandProtocol(
      LedgerClient ledger,
      CommandTable table,
      CommandOutcomes outcomes,
      Transactions transactions,
      FaultPoints points,
      TallystickConfig config,
      Clock clock) {
    this.ledger = ledger;
    this.table = table;
    this.outcomes = outcomes;
    this.transactions = transactions;
    this.points = points;
    this.pause = new Pause(config.ledger().firstPause(), config.ledger().longestPause());
    this.clock = clock;
  }

  /** Takes the command as far as it goes; a fault postpones it, whatever it was. */
  void advance(StoredCommand command) {
    try {
      if (command.endorsed()) recover(command);
      else begin(command);
    } catch (RuntimeException fault) {
      postpone(command, fault);
    }
  }

  private void begin(StoredCommand command) {
    points.reached(FaultPoint.BEFORE_ENDORSE, command.opId());
    switch (ledger.endorse(command.command())) {
      case Endorsement.Refused refused -> refuse(command, refused.why());
      case Endorsement.Given given -> {
        points.reached(FaultPoint.ENDORSED_NOT_STORED, command.opId());
        var endorsed = command.endorsedAs(given.txid(), given.envelope());
        if (transactions.inTransaction(tx -> table.endorsed(tx, endorsed))) submit(endorsed);
      }
    }
  }

  private void submit(StoredCommand endorsed) {
    points.reached(FaultPoint.STORED_NOT_SUBMITTED, endorsed.opId());
    ledger.submit(endorsed);
    points.reached(FaultPoint.SUBMITTED_NO_OUTCOME, endorsed.opId());
    conclude(endorsed, ledger.commitStatus(endorsed));
  }

  /** Endorsed before some fault: submitted or not, the ledger knows. */
  private void recover(StoredCommand endorsed) {
    var fate = ledger.lookUp(endorsed);
    if (fate instanceof Fate.Absent) submit(endorsed);
    else conclude(endorsed, fate);
  }

  private void conclude(StoredCommand endorsed, Fate fate) {
    switch (fate) {
      case Fate.Valid valid -> {
        var accepted = ledger.accepted(endorsed);
        var receipt = new LedgerReceipt(endorsed.txid(), valid.block(), accepted, clock.instant());
        outcomes.committed(endorsed, receipt);
      }
      case Fate.Invalid invalid -> {
        int attempt = endorsed.attempts() + 1;
        LOG.infof("%s: %s, endorsing anew", endorsed.opId(), invalid.code());
        transactions.useTransaction(
            tx -> table.invalid(tx, endorsed, invalid.code().name(), pause.before(attempt)));
      }
      case Fate.Absent absent -> throw new LedgerFault("no status for " + endorsed.txid(), null);
    }
  }

  private void refuse(StoredCommand command, Refusal why) {
    boolean lag = MAY_BE_LAG.contains(why.code()) && command.attempts() < LAG_ATTEMPTS;
    if (lag || why.code() == RefusalCode.TIMESTAMP_OUT_OF_RANGE) {
      throw new LedgerFault("perhaps lagging: " + why.code(), null);
    }
    outcomes.refused(command, why);
  }

  private void postpone(StoredCommand command, RuntimeException fault) {
    int attempt = command.attempts() + 1;
    // A database fault's message may quote what was to be written.
    var what = fault instanceof LedgerFault ? fault.getMessage() : fault.getClass().getName();
    if (attempt % 10 == 0) LOG.warnf("%s: attempt %d failed: %s", command.opId(), attempt, what);
    else LOG.debugf("%s: attempt %d failed: %s", command.opId(), attempt, what);
    transactions.useTransaction(tx -> table.postpone(tx, command, what, pause.before(attempt)));
  }
}
