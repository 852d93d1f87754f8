package io.tallystick.gateway.records.domain;

import io.tallystick.vocabulary.consent.Provision.Code;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which codes are sensitive, and how: the table {@code sensitivity-labels.csv}. Labels are HL7 v3
 * ActCodes.
 */
public final class SensitivityLabels {

  private final Map<Code, Set<String>> exact = new HashMap<>();
  private final Map<Code, Set<String>> prefixes = new HashMap<>();
  private final Set<String> all = new TreeSet<>();

  /**
   * @param lines {@code label,system,code,text}; a code ending in {@code *} stands for all that
   *     begin so; lines that begin with {@code #} are comments
   * @throws IllegalArgumentException if a line is of another shape
   */
  public static SensitivityLabels read(List<String> lines) {
    var table = new SensitivityLabels();
    lines.stream().filter(l -> !l.isBlank() && !l.startsWith("#")).forEach(table::add);
    return table;
  }

  /** Every label there is, sorted. */
  public List<String> all() {
    return List.copyOf(all);
  }

  public boolean knows(String label) {
    return all.contains(label);
  }

  public Stream<String> of(Code code) {
    var byPrefix =
        prefixes.entrySet().stream()
            .filter(e -> e.getKey().system().equals(code.system()))
            .filter(e -> code.code().startsWith(e.getKey().code()))
            .flatMap(e -> e.getValue().stream());
    return Stream.concat(exact.getOrDefault(code, Set.of()).stream(), byPrefix);
  }

  private void add(String line) {
    var cells = line.split(",", 4);
    if (cells.length != 4)
      throw new IllegalArgumentException("not label,system,code,text: " + line);
    boolean prefix = cells[2].endsWith("*");
    var code = new Code(cells[1], prefix ? cells[2].substring(0, cells[2].length() - 1) : cells[2]);
    (prefix ? prefixes : exact).computeIfAbsent(code, c -> new HashSet<>()).add(cells[0]);
    all.add(cells[0]);
  }
}
