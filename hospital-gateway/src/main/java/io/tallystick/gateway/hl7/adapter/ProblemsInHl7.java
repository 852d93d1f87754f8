package io.tallystick.gateway.hl7.adapter;

import io.tallystick.gateway.hl7.domain.Hl7Refusal;
import io.tallystick.kit.problem.Problem;
import java.util.Map;

/** What REST answers as a problem, in HL7's terms (tables 0008 and 0357). */
final class ProblemsInHl7 {

  private static final Map<String, String> PLACES =
      Map.of(
          "patient.unknown", "PID-3",
          "patient.incomplete", "PID-5",
          "patient.merge-needs-review", "MRG-1",
          "record.encounter-unknown", "PV1-19",
          "record.another-patient", "PV1-19");

  static Hl7Refusal refusal(Problem problem) {
    var text = problem.code() + (problem.detail() == null ? "" : ": " + problem.detail());
    var place = PLACES.get(problem.code());
    if (problem.status() >= 500) return Hl7Refusal.reject(Hl7Refusal.INTERNAL, null, text);
    return Hl7Refusal.error(condition(problem.code()), place, text);
  }

  private static String condition(String code) {
    if (code.endsWith("-unknown") || code.equals("patient.unknown")) return Hl7Refusal.UNKNOWN_KEY;
    return code.equals("patient.incomplete")
        ? Hl7Refusal.REQUIRED_FIELD_MISSING
        : Hl7Refusal.INTERNAL;
  }

  private ProblemsInHl7() {}
}
