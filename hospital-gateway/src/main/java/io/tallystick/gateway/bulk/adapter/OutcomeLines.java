package io.tallystick.gateway.bulk.adapter;

import io.tallystick.gateway.bulk.app.Imports.Outcome;
import io.tallystick.gateway.common.OperationOutcomes;
import io.tallystick.vocabulary.json.CanonicalJson;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongFunction;

/** Outcomes as NDJSON, page by page, so that no import is too long. */
final class OutcomeLines implements StreamingOutput {

  private static final String LINE = "https://tallystick.example/fhir/import-line";

  private final LongFunction<List<Outcome>> pages;
  private final long after;

  OutcomeLines(LongFunction<List<Outcome>> pages, long after) {
    this.pages = pages;
    this.after = after;
  }

  @Override
  public void write(OutputStream out) throws IOException {
    long last = after;
    for (var page = pages.apply(last); !page.isEmpty(); page = pages.apply(last)) {
      for (var outcome : page) {
        out.write(CanonicalJson.bytes(resource(outcome)));
        out.write('\n');
      }
      last = page.getLast().seq();
    }
  }

  private static Map<String, Object> resource(Outcome outcome) {
    var resource = new TreeMap<String, Object>();
    resource.put("resourceType", "OperationOutcome");
    resource.put(
        "extension",
        List.of(
            Map.of("url", LINE + "-part", "valueString", outcome.part()),
            Map.of("url", LINE, "valuePositiveInt", outcome.number())));
    resource.put("issue", issues(outcome));
    return resource;
  }

  private static List<Map<String, Object>> issues(Outcome outcome) {
    var problem = outcome.problem();
    if (problem != null) {
      return OperationOutcomes.issues(problem.code(), problem.detail(), problem.members());
    }
    var said = outcome.recordId() == null ? "registered" : "record " + outcome.recordId();
    return List.of(
        Map.of(
            "severity", "information",
            "code", "informational",
            "details", Map.of("text", said)));
  }
}
