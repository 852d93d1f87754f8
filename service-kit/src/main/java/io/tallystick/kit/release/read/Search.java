package io.tallystick.kit.release.read;

import io.tallystick.kit.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is looked for in one release, or in all of one patient. Sealed to its reader it is the token
 * of a page, so that a link can't be altered into one to another release.
 *
 * @param decisionId of the release; null for all of a patient
 * @param patientId in the own registry; null for a release
 * @param types FHIR resource types, empty for all
 * @param lastUpdated FHIR date parameters, all of which must hold
 * @param count resources a page
 * @param offset of the page's first
 */
record Search(
    String decisionId,
    String patientId,
    List<String> types,
    List<String> lastUpdated,
    int count,
    int offset) {

  static final int MOST = 1000;
  private static final Pattern TYPE = Pattern.compile("[A-Z][A-Za-z]{1,60}");

  Search {
    types = types == null ? List.of() : List.copyOf(types);
    lastUpdated = lastUpdated == null ? List.of() : List.copyOf(lastUpdated);
  }

  /** As asked, or a problem: 400 {@code search.parameter}. */
  Search checked() {
    if (decisionId == null && patientId == null) throw refused("decision", "names the release");
    if (!types.stream().allMatch(type -> TYPE.matcher(type).matches())) {
      throw refused("_type", "lists resource types");
    }
    if (lastUpdated.stream().anyMatch(range -> InstantRange.parse(range).isEmpty())) {
      throw refused("_lastUpdated", "is a date, perhaps behind ge, gt, le, lt, eq, ne, sa or eb");
    }
    if (count < 1 || count > MOST) throw refused("_count", "is 1 to " + MOST);
    return this;
  }

  boolean wants(String type, Instant updated) {
    return (types.isEmpty() || types.contains(type))
        && lastUpdated.stream()
            .allMatch(range -> InstantRange.parse(range).orElseThrow().test(updated));
  }

  Search next() {
    return new Search(decisionId, patientId, types, lastUpdated, count, offset + count);
  }

  private static RuntimeException refused(String parameter, String what) {
    return Problem.badRequest("search.parameter", parameter + " " + what).exception();
  }
}
