package io.tallystick.gateway.records.domain;

import io.tallystick.vocabulary.consent.Provision.Code;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which codes are sensitive, and how: the table {@code sensitivity-labels.csv}. Labels are HL7 v3
 * ActCodes. A code is found however its system is spelt, as URI or OID, and with or without ICD's
 * point.
 */
public final class SensitivityLabels {

  private static final String ICD_10 = "http://hl7.org/fhir/sid/icd-10";
  private static final String ICD_10_CM = "http://hl7.org/fhir/sid/icd-10-cm";

  /** HL7's OIDs of the systems in the table (terminology.hl7.org, external code systems). */
  private static final Map<String, String> OIDS =
      Map.of(
          "urn:oid:2.16.840.1.113883.6.96", "http://snomed.info/sct",
          "urn:oid:2.16.840.1.113883.6.1", "http://loinc.org",
          "urn:oid:2.16.840.1.113883.6.88", "http://www.nlm.nih.gov/research/umls/rxnorm",
          "urn:oid:2.16.840.1.113883.6.3", ICD_10,
          "urn:oid:2.16.840.1.113883.6.90", ICD_10_CM);

  private final Map<Code, Set<String>> exact = new HashMap<>();
  private final Map<Code, Set<String>> prefixes = new HashMap<>();
  private final Set<String> systems = new HashSet<>();
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

  /**
   * @param code of any system, or without one: then it counts if it is sensitive in any
   */
  public Stream<String> of(Code code) {
    return code.system() == null
        ? systems.stream().flatMap(system -> spelt(new Code(system, code.code())))
        : spelt(code);
  }

  private Stream<String> spelt(Code given) {
    var code = normal(given);
    var found = new TreeSet<>(exact.getOrDefault(code, Set.of()));
    for (int length = 1; length <= code.code().length(); length++) {
      var begun = new Code(code.system(), code.code().substring(0, length));
      found.addAll(prefixes.getOrDefault(begun, Set.of()));
    }
    return found.stream();
  }

  private static Code normal(Code given) {
    var system = OIDS.getOrDefault(given.system(), given.system());
    boolean icd = ICD_10.equals(system) || ICD_10_CM.equals(system);
    var code = icd ? given.code().replace(".", "").toUpperCase(Locale.ROOT) : given.code();
    return new Code(system, code);
  }

  private void add(String line) {
    var cells = line.split(",", 4);
    if (cells.length != 4)
      throw new IllegalArgumentException("not label,system,code,text: " + line);
    boolean prefix = cells[2].endsWith("*");
    var text = prefix ? cells[2].substring(0, cells[2].length() - 1) : cells[2];
    var code = normal(new Code(cells[1], text));
    (prefix ? prefixes : exact).computeIfAbsent(code, c -> new HashSet<>()).add(cells[0]);
    systems.add(cells[1]);
    all.add(cells[0]);
  }
}
