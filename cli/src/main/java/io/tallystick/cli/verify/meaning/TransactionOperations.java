package io.tallystick.cli.verify.meaning;

import io.tallystick.cli.verify.chain.Problem;
import io.tallystick.cli.verify.chain.ValidTransaction;
import io.tallystick.cli.verify.meaning.MeaningVerifier.Report;
import io.tallystick.vocabulary.ledger.EntryType;
import io.tallystick.vocabulary.ledger.LedgerEntry.Operation;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The operations of one transaction, one or a batch of them: that each was asked for in these very
 * words, and that every key written is one's doing.
 */
final class TransactionOperations {

  private final Map<String, Fact> byOpId = new LinkedHashMap<>();
  private final Map<String, Fact> byWrittenKey = new HashMap<>();

  TransactionOperations(ValidTransaction transaction, Map<String, Object> entries, Report report) {
    var asked = AskedOperations.of(transaction);
    for (var entry : entries.entrySet()) {
      if (entry.getValue() instanceof Operation done) {
        check(transaction, entry.getKey(), done, entries, asked, report);
      }
    }
    for (var key : entries.keySet()) {
      if (isOperation(key) || byWrittenKey.containsKey(key)) continue;
      if (byOpId.size() == 1) byWrittenKey.put(key, byOpId.values().iterator().next());
      else report.report(Problem.OPERATION_INCONSISTENT, key, "no operation wrote it");
    }
  }

  Collection<Fact> facts() {
    return byOpId.values();
  }

  Optional<Fact> thatWrote(String key) {
    return Optional.ofNullable(byWrittenKey.get(key));
  }

  private void check(
      ValidTransaction transaction,
      String under,
      Operation done,
      Map<String, Object> entries,
      AskedOperations asked,
      Report report) {
    var fact = fact(transaction, done);
    byOpId.put(done.opId(), fact);
    var moved = entries.get(done.key());
    if (moved == null || EntryType.version(moved) != done.version()) {
      report.report(Problem.OPERATION_INCONSISTENT, under, "it didn't move " + done.key());
    }
    // Contracts keep milliseconds of it.
    if (!done.at().equals(transaction.at().truncatedTo(ChronoUnit.MILLIS))) {
      report.report(Problem.OPERATION_INCONSISTENT, under, "its time isn't the transaction's");
    }
    if (!asked.includes(done)) {
      report.report(Problem.OPERATION_INCONSISTENT, under, "nobody asked for it in these words");
    }
    var also = done.also() == null ? List.<String>of() : done.also();
    Stream.concat(Stream.of(done.key()), also.stream())
        .filter(key -> byWrittenKey.put(key, fact) != null)
        .forEach(
            key -> report.report(Problem.OPERATION_INCONSISTENT, key, "two operations wrote it"));
  }

  private static boolean isOperation(String key) {
    return EntryType.of(key).filter(EntryType.OPERATION::equals).isPresent();
  }

  private static Fact fact(ValidTransaction transaction, Operation done) {
    return new Fact(
        done.opId(),
        transaction.txid(),
        transaction.block(),
        done.transaction(),
        done.key(),
        done.version(),
        transaction.creatorMsp(),
        done.at(),
        done.digest());
  }
}
