package io.tallystick.cli.verify.copies;

import io.tallystick.cli.verify.meaning.Chronicle;
import io.tallystick.cli.verify.meaning.Fact;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.Accepted;
import io.tallystick.vocabulary.ledger.EntryType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What the tables of a service have to say, by the chain. */
public final class Expectations {

  private final Chronicle chronicle;
  private final Function<String, Long> blockOfValid;

  /**
   * @param blockOfValid the block of a valid transaction by its id, null for any other
   */
  public Expectations(Chronicle chronicle, Function<String, Long> blockOfValid) {
    this.chronicle = chronicle;
    this.blockOfValid = blockOfValid;
  }

  Map<String, Table> of(Copy copy) {
    var tables = new LinkedHashMap<String, Table>();
    tables.put("ledger_operation", operations());
    tables.put("ledger_entry", entries(copy.org()));
    tables.put("ledger_disbelieved", Table.ofSome());
    tables.put("ledger_command", commands());
    tables.putAll(new ClaimTables(chronicle, copy.org()).tables());
    tables.putAll(new RecordTables(chronicle, copy.org()).tables());
    return tables;
  }

  private Table operations() {
    var table = Table.ofAll();
    for (var fact : chronicle.operations().values()) {
      table.add(
          fact.opId(),
          Form.at(fact.block())
              .with("txid", fact.txid())
              .with("block", fact.block())
              .with("transaction", fact.transaction())
              .with("key", fact.key())
              .with("version", fact.version())
              .with("creator_msp", fact.creatorMsp())
              .with("at", fact.at())
              .build());
    }
    return table;
  }

  private Table entries(String org) {
    var table = Table.ofAll();
    chronicle
        .forms()
        .forEach(
            (key, forms) ->
                forms.stream()
                    .filter(held -> held.by() != null)
                    .filter(held -> held.concerns(org))
                    .forEach(
                        held ->
                            table.add(
                                key,
                                Form.at(held.block())
                                    .with("value", held.json())
                                    .with("txid", held.txid())
                                    .with("block", held.block())
                                    .with("version", EntryType.version(held.entry()))
                                    .build())));
    return table;
  }

  /**
   * A command that was carried by two transactions is content with the later, which wrote nothing.
   */
  private Table commands() {
    var table = Table.ofSome().comparing(this::command);
    for (var fact : chronicle.operations().values()) {
      table.add(
          fact.opId(),
          Form.at(fact.block())
              .with("transaction", fact.transaction())
              .with("digest", fact.digest())
              .with("txid", fact.txid())
              .with("block", fact.block())
              .with(
                  "accepted",
                  CanonicalJson.text(
                      new Accepted(fact.opId(), fact.transaction(), fact.key(), fact.version())))
              .build());
    }
    return table;
  }

  private Row command(Row row) {
    var facts = new TreeMap<>(row.facts());
    var fact = chronicle.operations().get(row.key());
    if (fact == null) return row;
    var digest =
        Fact.digest(fact.creatorMsp(), facts.get("transaction"), facts.remove("operation"));
    facts.put("digest", digest);
    var carried = blockOfValid.apply(facts.get("txid"));
    if (carried != null && carried.toString().equals(facts.get("block"))) {
      facts.put("txid", fact.txid());
      facts.put("block", Long.toString(fact.block()));
    }
    return new Row(row.key(), facts);
  }
}
