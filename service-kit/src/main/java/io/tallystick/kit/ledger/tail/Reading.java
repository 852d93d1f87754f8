package io.tallystick.kit.ledger.tail;

import io.tallystick.kit.ledger.AppliedEntry;
import io.tallystick.kit.ledger.LedgerFact;
import io.tallystick.kit.ledger.tail.ChainBlock.ValidTransaction;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.org.Org;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What some blocks say, sorted into what is believed and what isn't. */
final class Reading {

  record Row(AppliedEntry<?> applied, String json) {}

  record Disbelieved(String txid, String key, long block, Set<String> endorsers) {}

  private final Parties parties;
  private final List<LedgerFact> facts = new ArrayList<>();
  private final List<Row> entries = new ArrayList<>();
  private final List<Disbelieved> disbelieved = new ArrayList<>();

  Reading(Parties parties) {
    this.parties = parties;
  }

  void read(ChainBlock block) {
    block.transactions().forEach(transaction -> read(block.number(), transaction));
  }

  List<LedgerFact> facts() {
    return facts;
  }

  List<Row> entries() {
    return entries;
  }

  List<Disbelieved> disbelieved() {
    return disbelieved;
  }

  private void read(long block, ValidTransaction transaction) {
    var operations = operations(block, transaction);
    var founders = new ArrayList<Org>();
    for (var write : transaction.writes().entrySet()) {
      var type = EntryType.of(write.getKey()).orElse(EntryType.OPERATION);
      if (type == EntryType.OPERATION) continue;
      var believed = read(block, transaction, write, type, operations);
      if (believed instanceof Org org) founders.add(org);
    }
    founders.forEach(parties::learn);
    facts.addAll(operations.values());
  }

  /**
   * @return the entry, null if it isn't believed
   */
  private Object read(
      long block,
      ValidTransaction transaction,
      Map.Entry<String, byte[]> write,
      EntryType type,
      Map<String, LedgerFact> operations) {
    var key = write.getKey();
    var json = new String(write.getValue(), StandardCharsets.UTF_8);
    var entry = parse(json, type);
    if (entry == null || !isUnder(key, entry) || !parties.endorsed(entry, transaction)) {
      disbelieved.add(new Disbelieved(transaction.txid(), key, block, transaction.endorserMsps()));
      operations.remove(key);
      return null;
    }
    var fact = operations.getOrDefault(key, operations.values().stream().findFirst().orElse(null));
    if (fact != null && parties.concern(entry)) {
      entries.add(new Row(new AppliedEntry<>(key, entry, fact), json));
    }
    return entry;
  }

  /** An entry that tells of another key would pass for that key's. */
  private static boolean isUnder(String key, Object entry) {
    return EntryType.keyOf(entry).filter(key::equals).isPresent();
  }

  /**
   * By the key of the entry that each moved, in the transaction's order. One that moved nothing in
   * its own transaction, or that no contract wrote, is none.
   */
  private static Map<String, LedgerFact> operations(long block, ValidTransaction transaction) {
    var operations = new LinkedHashMap<String, LedgerFact>();
    for (var write : transaction.writes().entrySet()) {
      if (EntryType.of(write.getKey()).orElse(null) != EntryType.OPERATION) continue;
      var json = new String(write.getValue(), StandardCharsets.UTF_8);
      if (!(parse(json, EntryType.OPERATION) instanceof LedgerEntry.Operation done)) continue;
      if (!write.getKey().equals(LedgerKeys.operation(done.opId()))) continue;
      if (done.key() == null || !transaction.writes().containsKey(done.key())) continue;
      operations.put(
          done.key(),
          new LedgerFact(
              done.opId(),
              transaction.txid(),
              block,
              done.transaction(),
              done.key(),
              done.version(),
              transaction.creatorMsp(),
              done.at()));
    }
    return operations;
  }

  private static Object parse(String json, EntryType type) {
    try {
      var entry = CanonicalJson.read(json, type.type());
      return entry != null && Plausible.is(entry) ? entry : null;
    } catch (CanonicalJson.MalformedJson notWhatTheKeySays) {
      return null;
    }
  }
}
