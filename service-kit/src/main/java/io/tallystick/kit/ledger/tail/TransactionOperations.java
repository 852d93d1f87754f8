package io.tallystick.kit.ledger.tail;

import io.tallystick.kit.ledger.LedgerFact;
import io.tallystick.kit.ledger.tail.ChainBlock.ValidTransaction;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.json.CanonicalJson.MalformedJson;
import io.tallystick.vocabulary.ledger.EntryType;
import io.tallystick.vocabulary.ledger.LedgerEntry.Operation;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The operations of one transaction, one or a whole batch of them, and which of them wrote which
 * key. One that moved nothing in its own transaction, or that no contract wrote, is none.
 */
final class TransactionOperations {

  private final Map<String, LedgerFact> byOpId = new LinkedHashMap<>();
  private final Map<String, LedgerFact> byWrittenKey = new HashMap<>();
  private final boolean alone;

  TransactionOperations(long block, ValidTransaction transaction) {
    var contested = new HashSet<String>();
    for (var write : transaction.writes().entrySet()) {
      operation(write)
          .filter(done -> transaction.writes().containsKey(done.key()))
          .ifPresent(done -> add(done, fact(done, block, transaction), contested));
    }
    alone = byOpId.size() == 1;
    contested.forEach(this::disbelieve);
  }

  /** In the transaction's order, without those whose entry isn't believed. */
  Collection<LedgerFact> facts() {
    return byOpId.values();
  }

  /** The operation that wrote a key; empty if none of several says so. */
  Optional<LedgerFact> thatWrote(String key) {
    var named = byWrittenKey.get(key);
    if (named != null) return Optional.of(named).filter(fact -> byOpId.containsKey(fact.opId()));
    // Before there were batches an operation didn't name what it wrote beside its own entry.
    return alone ? byOpId.values().stream().findFirst() : Optional.empty();
  }

  /** The entry under this key isn't believed, so neither is the operation that moved it. */
  void disbelieve(String key) {
    byWrittenKey.remove(key);
    byOpId.values().removeIf(fact -> fact.key().equals(key));
  }

  /** No contract writes a key twice in a transaction: where two claim it, nobody can tell. */
  private void add(Operation done, LedgerFact fact, Set<String> contested) {
    byOpId.put(fact.opId(), fact);
    var also = done.also() == null ? List.<String>of() : done.also();
    Stream.concat(Stream.of(done.key()), also.stream())
        .filter(key -> byWrittenKey.put(key, fact) != null)
        .forEach(contested::add);
  }

  private static Optional<Operation> operation(Map.Entry<String, byte[]> write) {
    if (EntryType.of(write.getKey()).orElse(null) != EntryType.OPERATION) return Optional.empty();
    try {
      var json = new String(write.getValue(), StandardCharsets.UTF_8);
      return Optional.ofNullable(CanonicalJson.read(json, Operation.class))
          .filter(Plausible::is)
          .filter(done -> Plausible.isKey(write.getKey()) && Plausible.isKey(done.key()))
          .filter(done -> write.getKey().equals(LedgerKeys.operation(done.opId())));
    } catch (MalformedJson noOperation) {
      return Optional.empty();
    }
  }

  private static LedgerFact fact(Operation done, long block, ValidTransaction transaction) {
    return new LedgerFact(
        done.opId(),
        transaction.txid(),
        block,
        done.transaction(),
        done.key(),
        done.version(),
        transaction.creatorMsp(),
        done.at());
  }
}
