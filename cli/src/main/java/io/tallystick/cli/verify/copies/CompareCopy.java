package io.tallystick.cli.verify.copies;

import io.tallystick.cli.verify.chain.Finding;
import io.tallystick.cli.verify.chain.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** Holds one service's copy against what follows from the chain. */
public final class CompareCopy {

  private static final String FAULT = "fault";

  private final Expectations expectations;
  private final long height;
  private final LongFunction<String> headerHash;
  private final Consumer<Finding> findings;

  /**
   * @param height how many blocks were read
   * @param headerHash of a block of the chain, hexadecimal
   */
  public CompareCopy(
      Expectations expectations,
      long height,
      LongFunction<String> headerHash,
      Consumer<Finding> findings) {
    this.expectations = expectations;
    this.height = height;
    this.headerHash = headerHash;
    this.findings = findings;
  }

  public void compare(Copy copy) {
    witness(copy, copy.before());
    witness(copy, copy.after());
    var known = expectations.of(copy);
    known.forEach((name, table) -> compare(copy, name, table));
    for (var name : copy.tables().keySet()) {
      if (!known.containsKey(name)) {
        report(Problem.ROW_UNEXPECTED, copy, name, null, "a table that nothing is known of");
      }
    }
  }

  private void witness(Copy copy, Copy.Witness witness) {
    if (witness.blocks() > height) {
      findings.accept(
          new Finding(
              Problem.WITNESS_AHEAD,
              height,
              null,
              null,
              copy.name(),
              "it has read %d blocks, the chain has %d".formatted(witness.blocks(), height)));
    } else if (witness.blocks() > 0
        && !headerHash.apply(witness.blocks() - 1).equals(witness.headerHash())) {
      findings.accept(
          new Finding(
              Problem.WITNESS_DIFFERS,
              witness.blocks() - 1,
              null,
              null,
              copy.name(),
              "it has read another block of that number"));
    }
  }

  private void compare(Copy copy, String name, Table table) {
    var rows = copy.tables().get(name);
    if (rows == null) return; // a service has the tables of its kind
    var seen = new HashMap<String, Row>();
    for (var row : rows) {
      if (seen.put(row.key(), row) != null) {
        report(Problem.ROW_UNEXPECTED, copy, name, row.key(), "it is there twice");
      }
      compare(copy, name, table, table.normal().apply(row));
    }
    if (!table.complete()) return;
    table
        .forms()
        .forEach(
            (key, forms) -> {
              if (forms.getFirst().block() < copy.before().blocks() && !seen.containsKey(key)) {
                report(Problem.ROW_MISSING, copy, name, key, "the chain has it");
              }
            });
  }

  private void compare(Copy copy, String name, Table table, Row row) {
    if (row.facts().containsKey(FAULT)) {
      var why = row.facts().get(FAULT);
      report(Problem.COMMITMENT_UNOPENED, copy, name, row.key(), "its document: " + why);
      return;
    }
    var forms = table.forms().get(row.key());
    if (forms == null) {
      report(Problem.ROW_UNEXPECTED, copy, name, row.key(), "the chain knows nothing of it");
      return;
    }
    var current = current(forms, copy.before().blocks());
    if (current.stream().noneMatch(form -> form.facts().equals(row.facts()))) {
      var problem =
          row.facts().containsKey("commitment") && row.facts().size() == 1
              ? Problem.COMMITMENT_UNOPENED
              : Problem.ROW_DIFFERS;
      report(problem, copy, name, row.key(), "differs in " + differing(current.getLast(), row));
    }
  }

  /** What a row may say that was read when the service had applied at least that many blocks. */
  private static List<Form> current(List<Form> forms, long applied) {
    int newest = 0;
    while (newest + 1 < forms.size() && forms.get(newest + 1).block() < applied) newest++;
    return forms.subList(newest, forms.size());
  }

  /** Names of columns: values stay where they are. */
  private static String differing(Form form, Row row) {
    var columns = new TreeSet<>(form.facts().keySet());
    columns.addAll(row.facts().keySet());
    columns.removeIf(each -> Objects.equals(form.facts().get(each), row.facts().get(each)));
    return String.join(", ", columns);
  }

  private void report(Problem problem, Copy copy, String table, String key, String detail) {
    findings.accept(
        new Finding(
            problem, null, null, key == null ? table : table + "/" + key, copy.name(), detail));
  }
}
