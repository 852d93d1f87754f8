package io.tallystick.kit.ledger;

import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ledger.Endorsing.Endorsement;
import io.tallystick.kit.ledger.Submitting.Fate;
import io.tallystick.kit.persistence.Pause;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.vocabulary.ledger.Batch;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The way of one transaction, and of the commands that share it, to its outcomes (design §5):
 * endorse, store txid and envelope, submit, commit status, outcomes. It may stop dead between any
 * two steps; what the rows then say decides how it goes on. A txid that is stored is never replaced
 * unless a block holds it with an invalid code.
 *
 * <p>What can't go together goes in halves, both at once, down to single commands: whatever is
 * wrong with one command holds up no other for long.
 */
@ApplicationScoped
class CommandProtocol {

  private static final Logger LOG = Logger.getLogger(CommandProtocol.class);

  private enum Next {
    DONE,
    APART
  }

  private final Endorsing endorsing;
  private final Submitting submitting;
  private final CommandTable table;
  private final ConcludeCommands conclude;
  private final Transactions transactions;
  private final FaultPoints points;
  private final LedgerMetrics metrics;
  private final Pause pause;
  private final Semaphore permits;

  CommandProtocol(
      Endorsing endorsing,
      Submitting submitting,
      CommandTable table,
      ConcludeCommands conclude,
      Transactions transactions,
      FaultPoints points,
      LedgerMetrics metrics,
      TallystickConfig config) {
    this.endorsing = endorsing;
    this.submitting = submitting;
    this.table = table;
    this.conclude = conclude;
    this.transactions = transactions;
    this.points = points;
    this.metrics = metrics;
    this.pause = new Pause(config.ledger().firstPause(), config.ledger().longestPause());
    this.permits = new Semaphore(config.ledger().concurrency());
  }

  /** Takes commands that need the same endorsers as far as they go; a fault postpones them. */
  void begin(List<StoredCommand> commands) {
    if (commands.isEmpty()) return;
    if (attempt(commands, () -> endorse(commands)) == Next.APART) inHalves(commands);
  }

  /** Goes on with a transaction that was stored before some fault. */
  void resume(StoredTransaction stored) {
    var commands = stored.commands();
    if (attempt(commands, () -> lookUp(stored)) == Next.APART) inHalves(commands);
  }

  private Next attempt(List<StoredCommand> commands, Supplier<Next> steps) {
    permits.acquireUninterruptibly();
    metrics.begun();
    try {
      return steps.get();
    } catch (RuntimeException fault) {
      conclude.postpone(commands, fault);
      return Next.DONE;
    } finally {
      metrics.finished();
      permits.release();
    }
  }

  private void inHalves(List<StoredCommand> commands) {
    int middle = commands.size() / 2;
    var first = Thread.ofVirtual().start(() -> beginApart(commands.subList(0, middle)));
    begin(commands.subList(middle, commands.size()));
    try {
      first.join();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    }
  }

  private void beginApart(List<StoredCommand> commands) {
    try {
      begin(commands);
    } catch (RuntimeException databaseAway) {
      LOG.debugf("not even postponed: %s", databaseAway.getClass().getName());
    }
  }

  private Next endorse(List<StoredCommand> commands) {
    points.reached(FaultPoint.BEFORE_ENDORSE, opIds(commands));
    return switch (endorsing.endorse(commands.stream().map(StoredCommand::command).toList())) {
      case Endorsement.Given given -> endorsed(commands, given);
      case Endorsement.Refused refused -> {
        points.reached(FaultPoint.REFUSED_NOT_RECORDED, opIds(commands));
        conclude.refused(commands.getFirst(), refused.why(), refused.byOwnPeer());
        yield Next.DONE;
      }
      case Endorsement.NotTogether reason -> {
        LOG.infof("%d operations are not endorsed together: %s", commands.size(), reason.why());
        metrics.split("endorse");
        yield Next.APART;
      }
    };
  }

  private Next endorsed(List<StoredCommand> commands, Endorsement.Given given) {
    var accepted = new ArrayList<StoredCommand>();
    var refused = new ArrayList<Refused>();
    for (int i = 0; i < commands.size(); i++) {
      sort(commands.get(i), given.outcomes().get(i), accepted, refused);
    }
    points.reached(FaultPoint.ENDORSED_NOT_STORED, opIds(commands));
    var stored = new StoredTransaction(given.txid(), given.envelope(), accepted);
    if (!accepted.isEmpty() && !store(stored)) return Next.DONE;
    if (!refused.isEmpty()) {
      points.reached(FaultPoint.REFUSED_NOT_RECORDED, opIds(commands));
      conclude.each(refused, it -> conclude.refused(it.command(), it.outcome().refusal(), false));
    }
    if (accepted.isEmpty()) return Next.DONE;
    metrics.sent(accepted.size());
    return submit(stored);
  }

  private record Refused(StoredCommand command, Batch.Outcome outcome) {}

  /** One that was deferred stays as it is: it is due again as soon as these are done. */
  private static void sort(
      StoredCommand command,
      Batch.Outcome outcome,
      List<StoredCommand> accepted,
      List<Refused> refused) {
    if (outcome.accepted() != null) accepted.add(command);
    else if (!ConcludeCommands.isDeferral(outcome.refusal())) {
      refused.add(new Refused(command, outcome));
    }
  }

  /** All of them or none: false if another replica was faster with any. */
  private boolean store(StoredTransaction stored) {
    return transactions.inTransaction(
        tx -> {
          if (table.endorsed(tx, stored)) return true;
          tx.rollback();
          return false;
        });
  }

  private Next submit(StoredTransaction stored) {
    points.reached(FaultPoint.STORED_NOT_SUBMITTED, stored.opIds());
    submitting.submit(stored);
    points.reached(FaultPoint.SUBMITTED_NO_STATUS, stored.opIds());
    return ended(stored, submitting.commitStatus(stored));
  }

  private Next lookUp(StoredTransaction stored) {
    var fate = submitting.lookUp(stored);
    points.reached(FaultPoint.LOOKED_UP_NOT_RESUMED, stored.opIds());
    return fate instanceof Fate.Absent ? submit(stored) : ended(stored, fate);
  }

  private Next ended(StoredTransaction stored, Fate fate) {
    switch (fate) {
      case Fate.Valid valid -> {
        points.reached(FaultPoint.VALID_NO_OUTCOME, stored.opIds());
        conclude.committed(stored, valid.block(), valid.result());
        return Next.DONE;
      }
      case Fate.Invalid invalid -> {
        return invalid(stored, invalid.code().name());
      }
      case Fate.Absent absent -> throw new LedgerFault("no status for " + stored.txid(), null);
    }
  }

  private Next invalid(StoredTransaction stored, String code) {
    var commands = stored.commands();
    boolean apart = commands.size() > 1;
    LOG.infof("%d operations: %s, endorsing anew", commands.size(), code);
    points.reached(FaultPoint.INVALID_NOT_RECORDED, stored.opIds());
    // Halves go on at once in this process; the pause is for whoever finds them after a crash.
    var before = pause.before(commands.getFirst().attempts() + 1);
    transactions.useTransaction(tx -> table.invalid(tx, stored.txid(), code, before));
    points.reached(FaultPoint.INVALID_NOT_SPLIT, stored.opIds());
    if (apart) metrics.split(code);
    return apart ? Next.APART : Next.DONE;
  }

  private static List<String> opIds(List<StoredCommand> commands) {
    return commands.stream().map(StoredCommand::opId).toList();
  }
}
