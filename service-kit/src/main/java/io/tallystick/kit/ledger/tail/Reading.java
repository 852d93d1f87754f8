package io.tallystick.kit.ledger.tail;

import io.tallystick.kit.ledger.AppliedEntry;
import io.tallystick.kit.ledger.LedgerFact;
import io.tallystick.kit.ledger.tail.ChainBlock.ValidTransaction;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.EntryType;
import io.tallystick.vocabulary.ledger.Legality;
import io.tallystick.vocabulary.org.Org;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
    var operations = new TransactionOperations(block, transaction);
    var believed = new LinkedHashMap<String, Object>();
    for (var write : transaction.writes().entrySet()) {
      var type = EntryType.of(write.getKey()).filter(Reading::isKept);
      if (type.isEmpty() || !Plausible.isKey(write.getKey())) continue;
      var entry = parse(json(write.getValue()), type.get());
      if (isBelieved(write.getKey(), entry, transaction)) believed.put(write.getKey(), entry);
      else disbelieve(block, transaction, write.getKey(), operations);
    }
    believed.forEach((key, entry) -> add(key, entry, transaction, operations));
    facts.addAll(operations.facts());
  }

  /** Operations are facts, and what else there is only the contracts read. */
  private static boolean isKept(EntryType type) {
    return type != EntryType.OPERATION
        && type != EntryType.DIRECTORY
        && type != EntryType.PROPOSALS;
  }

  private boolean isBelieved(String key, Object entry, ValidTransaction transaction) {
    return entry != null
        && isUnder(key, entry)
        && isBornRight(entry)
        && parties.endorsed(entry, transaction);
  }

  /** Both parties of a claim together still can't have it born settled. */
  private static boolean isBornRight(Object entry) {
    return entry instanceof Org
        || EntryType.version(entry) > 1
        || Legality.problem(null, entry).isEmpty();
  }

  private void disbelieve(
      long block, ValidTransaction transaction, String key, TransactionOperations operations) {
    disbelieved.add(new Disbelieved(transaction.txid(), key, block, transaction.endorserMsps()));
    operations.disbelieve(key);
  }

  private void add(
      String key, Object entry, ValidTransaction transaction, TransactionOperations operations) {
    if (entry instanceof Org org) parties.learn(org);
    if (!parties.concern(entry)) return;
    operations
        .thatWrote(key)
        .map(fact -> new AppliedEntry<>(key, entry, fact))
        .ifPresent(it -> entries.add(new Row(it, json(transaction.writes().get(key)))));
  }

  /** An entry that tells of another key would pass for that key's. */
  private static boolean isUnder(String key, Object entry) {
    return EntryType.keyOf(entry).equals(key);
  }

  private static String json(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
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
