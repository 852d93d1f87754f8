package io.tallystick.gateway.common;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Problems in FHIR's own form, for clients that speak nothing else. */
public final class OperationOutcomes {

  /** System of the stable codes. */
  public static final String CODES = "urn:tallystick:problem";

  /** Of a problem without {@code problems} one, else one for each of these. */
  public static List<Map<String, Object>> issues(
      String code, String detail, Map<String, Object> members) {
    var coding = List.of(Map.of("system", CODES, "code", code));
    return members.get("problems") instanceof List<?> places
        ? places.stream().map(place -> issue((Map<?, ?>) place, coding)).toList()
        : List.of(
            Map.of(
                "severity", "error",
                "code", "processing",
                "details", Map.of("coding", coding, "text", detail == null ? code : detail)));
  }

  private static Map<String, Object> issue(Map<?, ?> place, List<?> coding) {
    var where =
        Stream.of("line", "column")
            .filter(place::containsKey)
            .map(name -> name + " " + place.get(name))
            .toList();
    return Map.of(
        "severity", place.get("severity"),
        "code", "invalid",
        "details", Map.of("coding", coding, "text", place.get("detail")),
        "expression", List.of(place.get("element")),
        "diagnostics", where.isEmpty() ? "the whole resource" : String.join(", ", where));
  }

  private OperationOutcomes() {}
}
