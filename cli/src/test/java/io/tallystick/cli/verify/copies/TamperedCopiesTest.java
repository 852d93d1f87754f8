package io.tallystick.cli.verify.copies;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.cli.verify.ShortChain;
import io.tallystick.cli.verify.chain.ChainVerifier;
import io.tallystick.cli.verify.chain.Finding;
import io.tallystick.cli.verify.chain.Problem;
import io.tallystick.cli.verify.chain.Rules;
import io.tallystick.cli.verify.chain.ValidTransaction;
import io.tallystick.cli.verify.meaning.MeaningVerifier;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.OperationTypes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every row that services show of a short chain, changed at random: an undetected change fails. */
class TamperedCopiesTest {

  private static final long SEED = Long.getLong("tests.seed", 20261123L);

  @TempDir private static Path folder;
  private static final Map<String, String> WORDS = new HashMap<>();
  private static final List<Copy> SOUND = new ArrayList<>();
  private static ChainVerifier chain;
  private static Expectations expectations;

  @BeforeAll
  static void read() throws Exception {
    System.out.println("seed " + SEED + " (-Dtests.seed)");
    var findings = new ArrayList<Finding>();
    var meaning = new MeaningVerifier(findings::add);
    chain =
        new ChainVerifier(
            Rules.devLedger("tallystick"),
            findings::add,
            transaction -> {
              remember(transaction);
              meaning.accept(transaction);
            });
    ShortChain.make(folder, SEED).blocks().forEach(chain::add);
    assertThat(findings).isEmpty();
    expectations = new Expectations(meaning.chronicle(), chain::blockOfValid);
    for (var org : ShortChain.ORGS) SOUND.add(sound(org));
  }

  @Test
  void sound_copies_have_no_problem() {
    for (var copy : SOUND) assertThat(problems(copy)).as(copy.name()).isEmpty();
    assertThat(SOUND.stream().mapToInt(copy -> rows(copy).size()).sum()).isGreaterThan(150);
  }

  @Test
  void a_row_changed_anywhere_is_named() {
    var random = new Random(SEED);
    for (int i = 0; i < 1_500; i++) {
      var copy = SOUND.get(random.nextInt(SOUND.size()));
      var at = rows(copy).get(random.nextInt(rows(copy).size()));
      var changed = changed(copy, at, random);
      assertThat(problems(changed))
          .as("mutation %d of %s in %s", i, at, copy.name())
          .isNotEmpty()
          .allMatch(finding -> finding.source().equals(copy.name()));
    }
  }

  @Test
  void a_witness_that_saw_more_or_other_blocks_is_heard() {
    var copy = SOUND.getFirst();
    var ahead = new Copy.Witness(chain.height() + 1, "00".repeat(32));
    assertThat(problems(with(copy, ahead)))
        .extracting(Finding::code)
        .contains(Problem.WITNESS_AHEAD);
    for (long block = 1; block <= chain.height(); block++) {
      var other = new Copy.Witness(block, "00".repeat(32));
      assertThat(problems(with(copy, other)))
          .extracting(Finding::code)
          .contains(Problem.WITNESS_DIFFERS);
    }
  }

  /** The table and number of a row. */
  private record At(String table, int row) {}

  private static List<At> rows(Copy copy) {
    var all = new ArrayList<At>();
    new TreeMap<>(copy.tables())
        .forEach(
            (table, rows) -> {
              for (int i = 0; i < rows.size(); i++) all.add(new At(table, i));
            });
    return all;
  }

  private static Copy changed(Copy copy, At at, Random random) {
    var rows = new ArrayList<>(copy.tables().get(at.table()));
    var row = rows.get(at.row());
    boolean complete = expectations.of(copy).get(at.table()).complete();
    switch (random.nextInt(complete ? 6 : 5)) {
      case 0 -> rows.set(at.row(), new Row(altered(row.key(), random), row.facts()));
      case 1 -> rows.add(row);
      case 2 -> rows.set(at.row(), without(row, random));
      case 3 -> rows.set(at.row(), with(row, "surprise", "1"));
      case 4 -> {
        var fact = anyFact(row, random);
        rows.set(at.row(), with(row, fact, altered(row.facts().get(fact), random)));
      }
      default -> rows.remove(at.row());
    }
    var tables = new HashMap<>(copy.tables());
    tables.put(at.table(), rows);
    return new Copy(copy.name(), copy.org(), copy.before(), copy.after(), tables);
  }

  private static Row without(Row row, Random random) {
    var facts = new HashMap<>(row.facts());
    facts.remove(anyFact(row, random));
    return new Row(row.key(), facts);
  }

  private static Row with(Row row, String fact, String value) {
    var facts = new HashMap<>(row.facts());
    facts.put(fact, value);
    return new Row(row.key(), facts);
  }

  private static Copy with(Copy copy, Copy.Witness witness) {
    return new Copy(copy.name(), copy.org(), witness, witness, copy.tables());
  }

  private static String anyFact(Row row, Random random) {
    var names = new TreeMap<>(row.facts()).keySet().stream().toList();
    return names.get(random.nextInt(names.size()));
  }

  /** One character more, fewer or another. */
  private static String altered(String text, Random random) {
    if (text.isEmpty()) return "x";
    int at = random.nextInt(text.length());
    var other = text.charAt(at) == '0' ? "1" : "0";
    return switch (random.nextInt(3)) {
      case 0 -> text.substring(0, at) + text.substring(at + 1);
      case 1 -> text.substring(0, at) + other + text.substring(at + 1);
      default -> text.substring(0, at) + "7" + text.substring(at);
    };
  }

  private static List<Finding> problems(Copy copy) {
    var findings = new ArrayList<Finding>();
    new CompareCopy(
            expectations,
            chain.height(),
            block -> HexFormat.of().formatHex(chain.headerHash(block).toByteArray()),
            findings::add)
        .compare(copy);
    return findings;
  }

  /** What a service of that institution shows that has read all of the chain. */
  private static Copy sound(String org) {
    var hash = HexFormat.of().formatHex(chain.headerHash(chain.height() - 1).toByteArray());
    var witness = new Copy.Witness(chain.height(), hash);
    var empty = new Copy(org + "-service", org, witness, witness, Map.of());
    var tables = new HashMap<String, List<Row>>();
    expectations
        .of(empty)
        .forEach(
            (name, table) -> {
              var rows = new ArrayList<Row>();
              table.forms().forEach((key, forms) -> rows.add(row(name, key, forms.getLast())));
              rows.removeIf(row -> row.facts().isEmpty());
              tables.put(name, rows);
            });
    return new Copy(empty.name(), org, witness, witness, tables);
  }

  private static Row row(String table, String key, Form form) {
    var facts = new HashMap<>(form.facts());
    if (table.equals("ledger_command")) {
      facts.remove("digest");
      facts.put("operation", WORDS.get(key));
    }
    return new Row(key, facts);
  }

  private static void remember(ValidTransaction transaction) {
    var json = transaction.arguments().get(1).toStringUtf8();
    OperationTypes.of(transaction.arguments().getFirst().toStringUtf8())
        .map(type -> CanonicalJson.read(json, type))
        .ifPresent(operation -> WORDS.put(operation.opId(), json));
  }
}
