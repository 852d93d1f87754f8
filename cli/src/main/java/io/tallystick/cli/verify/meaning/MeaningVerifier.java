package io.tallystick.cli.verify.meaning;

import io.tallystick.cli.verify.chain.Finding;
import io.tallystick.cli.verify.chain.Problem;
import io.tallystick.cli.verify.chain.ValidTransaction;
import io.tallystick.vocabulary.ledger.EntryParties;
import io.tallystick.vocabulary.ledger.EntryType;
import io.tallystick.vocabulary.ledger.Legality;
import io.tallystick.vocabulary.ledger.OrgDirectory;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Judges what valid transactions wrote: entries that are what their keys say, endorsed by their
 * parties (design §4), moved as a contract moves them, and each of them some operation's doing.
 */
public final class MeaningVerifier implements Consumer<ValidTransaction> {

  private final Consumer<Finding> findings;
  private final Chronicle chronicle = new Chronicle();

  public MeaningVerifier(Consumer<Finding> findings) {
    this.findings = findings;
  }

  /** What was believed so far. */
  public Chronicle chronicle() {
    return chronicle;
  }

  @Override
  public void accept(ValidTransaction transaction) {
    var entries = read(transaction);
    // The founders vouch for each other: they aren't known before their own transaction.
    var directory =
        entries.values().stream()
            .filter(OrgDirectory.class::isInstance)
            .map(OrgDirectory.class::cast)
            .filter(founding -> chronicle.directory().members().isEmpty())
            .findFirst()
            .orElse(chronicle.directory());
    var operations = new TransactionOperations(transaction, entries, report(transaction));
    operations.facts().forEach(chronicle::add);
    entries.forEach((key, entry) -> judge(transaction, key, entry, directory, operations));
  }

  private Map<String, Object> read(ValidTransaction transaction) {
    var entries = new LinkedHashMap<String, Object>();
    for (var write : transaction.writes().entrySet()) {
      var key = write.getKey();
      var type = EntryType.of(key);
      if (type.isEmpty() || write.getValue() == null) {
        var what = write.getValue() == null ? "no contract deletes a key" : "no contract's key";
        report(transaction).report(Problem.KEY_UNEXPECTED, key, what);
        continue;
      }
      EntryReader.read(type.get(), key, write.getValue())
          .ifPresentOrElse(
              entry -> entries.put(key, entry),
              () ->
                  report(transaction)
                      .report(Problem.ENTRY_MALFORMED, key, "no entry that a contract writes"));
    }
    return entries;
  }

  private void judge(
      ValidTransaction transaction,
      String key,
      Object entry,
      OrgDirectory directory,
      TransactionOperations operations) {
    if (!EntryParties.endorsed(entry, transaction.endorserMsps(), directory)) {
      var by = String.join(", ", transaction.endorserMsps());
      report(transaction).report(Problem.PARTIES_MISSING, key, "endorsed by " + by + " only");
      return;
    }
    legality(transaction, key, entry, directory);
    if (EntryType.OPERATION.type().isInstance(entry)) return;
    var json = transaction.writes().get(key).toStringUtf8();
    chronicle.add(
        new Held(
            key,
            entry,
            json,
            transaction.txid(),
            transaction.block(),
            operations.thatWrote(key).orElse(null),
            directory));
  }

  private void legality(
      ValidTransaction transaction, String key, Object entry, OrgDirectory directory) {
    var before = transaction.before().get(key);
    var previous =
        before == null
            ? null
            : EntryReader.read(EntryType.of(key).orElseThrow(), key, before).orElse(null);
    if (before != null && previous == null) return; // reported where it was written
    var by = new Movers(directory, transaction.creatorMsp());
    Legality.problem(previous, entry)
        .or(() -> by.problem(previous, entry))
        .ifPresent(why -> report(transaction).report(Problem.TRANSITION_ILLEGAL, key, why));
  }

  private Report report(ValidTransaction transaction) {
    return (problem, key, detail) ->
        findings.accept(
            new Finding(problem, transaction.block(), transaction.txid(), key, null, detail));
  }

  /** Says what is wrong with one key of a transaction. */
  interface Report {
    void report(Problem problem, String key, String detail);
  }
}
