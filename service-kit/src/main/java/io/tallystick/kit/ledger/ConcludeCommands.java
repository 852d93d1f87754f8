package io.tallystick.kit.ledger;

import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.persistence.Pause;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.vocabulary.ledger.Accepted;
import io.tallystick.vocabulary.ledger.Batch;
import io.tallystick.vocabulary.ledger.Refusal;
import io.tallystick.vocabulary.ledger.RefusalCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * What the ledger said, written row by row: commands that shared a transaction end each on its own,
 * so that a handler which fails for one keeps back no other.
 */
@ApplicationScoped
class ConcludeCommands {

  private static final Logger LOG = Logger.getLogger(ConcludeCommands.class);

  /** Refusals that a peer a block behind gives too: asked again before they are believed. */
  private static final Set<RefusalCode> MAY_BE_LAG =
      Set.of(RefusalCode.NOT_FOUND, RefusalCode.STALE_VERSION, RefusalCode.UNKNOWN_ORG);

  private static final int LAG_ATTEMPTS = 3;

  /**
   * Outcomes of one transaction that are written at once. Each has a database transaction of its
   * own: a common one would hold locks of many claims and could block itself with the tail's.
   */
  private static final int AT_ONCE = 4;

  private final Endorsing endorsing;
  private final CommandTable table;
  private final CommandOutcomes outcomes;
  private final Transactions transactions;
  private final FaultPoints points;
  private final LedgerMetrics metrics;
  private final Pause pause;
  private final Clock clock;

  ConcludeCommands(
      Endorsing endorsing,
      CommandTable table,
      CommandOutcomes outcomes,
      Transactions transactions,
      FaultPoints points,
      LedgerMetrics metrics,
      TallystickConfig config,
      Clock clock) {
    this.endorsing = endorsing;
    this.table = table;
    this.outcomes = outcomes;
    this.transactions = transactions;
    this.points = points;
    this.metrics = metrics;
    this.pause = new Pause(config.ledger().firstPause(), config.ledger().longestPause());
    this.clock = clock;
  }

  static boolean isDeferral(Refusal why) {
    return why.code() == RefusalCode.DEFERRED;
  }

  /**
   * @param result the transaction's, signed by its endorsers
   */
  void committed(StoredTransaction stored, long block, byte[] result) {
    var accepted = accepted(result);
    boolean last = stored.commands().size() == 1;
    each(
        stored.commands(),
        command -> {
          var answer = Optional.ofNullable(accepted.get(command.opId()));
          committed(stored.txid(), block, command, answer, last);
          points.reached(FaultPoint.SOME_OUTCOMES_RECORDED, stored.opIds());
        });
    points.reached(FaultPoint.ALL_OUTCOMES_RECORDED, stored.opIds());
    if (last) return;
    transactions.useTransaction(tx -> table.forgetFinished(tx, Optional.of(stored.txid())));
  }

  private void committed(
      String txid, long block, StoredCommand command, Optional<Accepted> answer, boolean last) {
    try {
      var accepted = answer.orElseThrow(() -> new LedgerFault("no answer in " + txid, null));
      outcomes.committed(command, new LedgerReceipt(txid, block, accepted, clock.instant()), last);
      metrics.ended("committed", command.enqueuedAt(), clock.instant());
    } catch (RuntimeException fault) {
      postpone(List.of(command), fault);
    }
  }

  /**
   * One endorser's word doesn't end a command: the institution's own peer has to refuse it, too.
   *
   * @param byOwnPeer whether it was the own peer that spoke
   */
  void refused(StoredCommand command, Refusal why, boolean byOwnPeer) {
    try {
      var believed = byOwnPeer ? why : confirmed(command, why);
      refuseUnlessLagging(believed, command);
      outcomes.refused(command, believed);
      metrics.ended("refused", command.enqueuedAt(), clock.instant());
    } catch (RuntimeException fault) {
      postpone(List.of(command), fault);
    }
  }

  private Refusal confirmed(StoredCommand command, Refusal why) {
    var own = endorsing.refusalOfOwnPeer(command.command());
    if (own.isPresent()) return own.get();
    metrics.unconfirmedRefusal();
    throw new LedgerFault("refused by another endorser alone: " + why.code(), null);
  }

  private static void refuseUnlessLagging(Refusal why, StoredCommand command) {
    boolean lag = MAY_BE_LAG.contains(why.code()) && command.attempts() < LAG_ATTEMPTS;
    if (lag || why.code() == RefusalCode.TIMESTAMP_OUT_OF_RANGE) {
      throw new LedgerFault("perhaps lagging: " + why.code(), null);
    }
  }

  void postpone(List<StoredCommand> commands, RuntimeException fault) {
    int attempt = 1 + commands.stream().mapToInt(StoredCommand::attempts).max().orElse(0);
    // A database fault's message may quote what was to be written.
    var what = fault instanceof LedgerFault ? fault.getMessage() : fault.getClass().getName();
    var who = commands.getFirst().opId() + (commands.size() > 1 ? " and others" : "");
    if (attempt % 10 == 0) LOG.warnf("%s: attempt %d failed: %s", who, attempt, what);
    else LOG.debugf("%s: attempt %d failed: %s", who, attempt, what);
    metrics.postponed(commands.size());
    var opIds = commands.stream().map(StoredCommand::opId).toList();
    transactions.useTransaction(tx -> table.postpone(tx, opIds, what, pause.before(attempt)));
  }

  /** A few at once; done when all are. */
  <T> void each(List<T> items, Consumer<T> work) {
    if (items.size() == 1) {
      work.accept(items.getFirst());
      return;
    }
    var next = new AtomicInteger();
    Runnable worker =
        () -> {
          for (int i = next.getAndIncrement(); i < items.size(); i = next.getAndIncrement()) {
            work.accept(items.get(i));
          }
        };
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Stream.generate(() -> threads.submit(worker))
          .limit(Math.min(AT_ONCE, items.size()))
          .toList()
          .forEach(ConcludeCommands::await);
    }
  }

  private static void await(Future<?> done) {
    try {
      done.get();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof Error end) throw end;
      throw new IllegalStateException(failed.getCause());
    }
  }

  private static Map<String, Accepted> accepted(byte[] result) {
    return Arrays.stream(Endorsing.outcomes(result))
        .map(Batch.Outcome::accepted)
        .filter(it -> it != null)
        .collect(Collectors.toMap(Accepted::opId, Function.identity()));
  }
}
