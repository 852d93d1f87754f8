package io.tallystick.gateway.requests.adapter;

import io.tallystick.vocabulary.consent.Provision.Code;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A FHIR search (R4 §3.1.1) as the data query of a Task. A parameter that can't be honoured is a
 * problem, never ignored: leaving it out would ask for more.
 *
 * @param classes FHIR resource types
 */
record DataQuery(
    List<String> classes, List<Code> codes, Map<String, List<Code>> filters, Days days) {

  /** The patient is the Task's, whatever the query says. */
  private static final Set<String> PATIENT = Set.of("patient", "subject");

  private static final Set<String> DATES =
      Set.of("date", "onset-date", "authoredon", "effective-time", "started", "period");

  /** Parameters by the element they look into. */
  private static final Map<String, String> FILTERS =
      Map.of(
          "category", "category",
          "clinical-status", "clinicalStatus",
          "verification-status", "verificationStatus",
          "status", "status",
          "type", "type");

  /**
   * @param problem told of each part that isn't understood
   */
  static DataQuery read(String query, Consumer<String> problem) {
    var parts = query.split("\\?", 2);
    var classes = new ArrayList<String>();
    if (!parts[0].isBlank()) classes.add(parts[0].strip());
    var codes = new ArrayList<Code>();
    var filters = new LinkedHashMap<String, List<Code>>();
    var days = Days.ANY;
    for (var parameter : parts.length < 2 ? new String[0] : parts[1].split("&")) {
      var pair = parameter.split("=", 2);
      var name = pair[0];
      var value = pair.length < 2 ? "" : decoded(pair[1], problem);
      if (PATIENT.contains(name)) continue;
      if (value.isBlank()) {
        problem.accept("a parameter has no value");
      } else if (name.equals("_type")) {
        classes.addAll(Arrays.asList(value.split(",")));
      } else if (name.equals("code") && codes.isEmpty()) {
        codes.addAll(inKnownSystems(tokens(value, problem)));
      } else if (FILTERS.containsKey(name) && !filters.containsKey(FILTERS.get(name))) {
        filters.put(FILTERS.get(name), tokens(value, problem));
      } else if (DATES.contains(name)) {
        days = days.and(Days.read(value, problem));
      } else {
        problem.accept("parameter " + named(name) + " isn't supported, or not twice");
      }
    }
    return new DataQuery(classes, codes, filters, days);
  }

  private static List<Code> tokens(String value, Consumer<String> problem) {
    var tokens = new ArrayList<Code>();
    for (var token : value.split(",")) {
      int bar = token.indexOf('|');
      if (bar == 0 || bar == token.length() - 1 || token.isBlank()) {
        problem.accept("a code is written as system|code or code");
      } else {
        tokens.add(
            bar < 0
                ? new Code(null, token)
                : new Code(token.substring(0, bar), token.substring(bar + 1)));
      }
    }
    return tokens;
  }

  /** A consent names systems, so that a code without one is asked for in each clinical one. */
  static List<Code> inKnownSystems(List<Code> codes) {
    return codes.stream()
        .flatMap(
            code ->
                code.system() != null
                    ? List.of(code).stream()
                    : TaskCodes.CLINICAL.stream().map(system -> new Code(system, code.code())))
        .toList();
  }

  private static String decoded(String value, Consumer<String> problem) {
    try {
      return URLDecoder.decode(value, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      problem.accept("is not URL-encoded");
      return "";
    }
  }

  /** A parameter's name is a name only if it looks like one. */
  private static String named(String name) {
    return name.matches("[_a-zA-Z:.-]{1,40}") ? name : "(unnamed)";
  }
}
