package io.tallystick.gateway.hl7.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** OBR as a DiagnosticReport, OBX as an Observation, NTE as its note. */
final class MapResults {

  /** HL7 table 0085. */
  private static final Map<String, String> OBSERVATION_STATUS =
      Map.of(
          "F",
          "final",
          "P",
          "preliminary",
          "C",
          "corrected",
          "R",
          "registered",
          "S",
          "preliminary",
          "I",
          "registered",
          "X",
          "cancelled",
          "D",
          "entered-in-error",
          "W",
          "entered-in-error",
          "U",
          "final");

  /** HL7 table 0123. */
  private static final Map<String, String> REPORT_STATUS =
      Map.of(
          "F",
          "final",
          "P",
          "preliminary",
          "C",
          "corrected",
          "R",
          "partial",
          "A",
          "partial",
          "S",
          "registered",
          "I",
          "registered",
          "O",
          "registered",
          "X",
          "cancelled");

  private static final String INTERPRETATION =
      "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";

  private final Hl7Naming naming;
  private final Map<String, Object> subject;
  private final Optional<Map<String, Object>> encounter;
  private final List<Map<String, Object>> resources = new ArrayList<>();
  private Hl7Segment order;
  private Map<String, Object> report;
  private Map<String, Object> observation;

  MapResults(
      Hl7Naming naming, Map<String, Object> subject, Optional<Map<String, Object>> encounter) {
    this.naming = naming;
    this.subject = subject;
    this.encounter = encounter;
  }

  List<Map<String, Object>> of(List<Hl7Segment> segments) {
    for (var segment : segments) {
      switch (segment.name()) {
        case "OBR" -> report(segment);
        case "OBX" -> observation(segment);
        case "NTE" -> note(segment);
        default -> {}
      }
    }
    return resources;
  }

  private void report(Hl7Segment obr) {
    order = obr;
    observation = null;
    report = about("DiagnosticReport", naming.id("report", orderNumber() + "\n" + service()));
    report.put(
        "status", REPORT_STATUS.getOrDefault(String.valueOf(obr.field(25).first()), "unknown"));
    report.put("code", concept(obr, 4));
    Hl7Values.dateTime(obr.field(7).first()).ifPresent(t -> report.put("effectiveDateTime", t));
    Hl7Values.instant(obr.field(22).first()).ifPresent(time -> report.put("issued", time));
    report.put("result", new ArrayList<Map<String, Object>>());
    resources.add(report);
  }

  private void observation(Hl7Segment obx) {
    if (report == null) {
      throw Hl7Refusal.error("100", "OBR", "a result comes before its order").thrown();
    }
    var number =
        orderNumber()
            + "\n"
            + service()
            + "\n"
            + obx.field(3).first()
            + "\n"
            + obx.field(4).first();
    observation = about("Observation", naming.id("result", number));
    var status = OBSERVATION_STATUS.get(String.valueOf(obx.field(11).first()));
    if (status == null) {
      throw Hl7Refusal.error("103", "OBX-11", "the result's status is not in table 0085").thrown();
    }
    observation.put("status", status);
    observation.put("code", concept(obx, 3));
    Hl7Values.dateTime(obx.field(14).first())
        .or(() -> Hl7Values.dateTime(order.field(7).first()))
        .ifPresent(time -> observation.put("effectiveDateTime", time));
    value(obx);
    var range = obx.field(7).first();
    if (range != null) {
      observation.put("referenceRange", List.of(Hl7Values.referenceRange(range, obx.field(6))));
    }
    var flags = obx.all(8).stream().flatMap(f -> f.component(1).stream()).map(this::flag).toList();
    if (!flags.isEmpty()) observation.put("interpretation", flags);
    resources.add(observation);
    results().add(Map.of("reference", "Observation/" + observation.get("id")));
  }

  @SuppressWarnings("unchecked") // made in report()
  private List<Map<String, Object>> results() {
    return (List<Map<String, Object>>) report.get("result");
  }

  private void value(Hl7Segment obx) {
    if (obx.field(5).first() == null && obx.field(5).component(2).isEmpty()) return;
    var value = obx.field(5);
    var number = Hl7Values.number(value.first());
    switch (String.valueOf(obx.field(2).first())) {
      case "NM" ->
          number.ifPresentOrElse(
              n -> observation.put("valueQuantity", Hl7Values.quantity(n, obx.field(6))),
              () -> observation.put("valueString", words(obx)));
      case "CE", "CWE", "CF", "CNE" ->
          Hl7Values.concept(value).ifPresent(c -> observation.put("valueCodeableConcept", c));
      case "DT", "TS", "DTM" ->
          Hl7Values.dateTime(value.first()).ifPresent(t -> observation.put("valueDateTime", t));
      // Structured numerics (SN) too: "> 200" as its words, which lose nothing.
      default -> observation.put("valueString", words(obx));
    }
  }

  /** Repetitions of text are its lines. */
  private static String words(Hl7Segment obx) {
    var lines = obx.all(5).stream().map(f -> String.join(" ", f.components()).strip()).toList();
    return String.join("\n", lines);
  }

  private Map<String, Object> flag(String code) {
    return Map.of("coding", List.of(Map.of("system", INTERPRETATION, "code", code)));
  }

  private void note(Hl7Segment nte) {
    if (observation == null) return;
    var lines = nte.all(3).stream().flatMap(f -> f.component(1).stream()).toList();
    if (lines.isEmpty()) return;
    var notes = new ArrayList<Object>();
    if (observation.get("note") instanceof List<?> before) notes.addAll(before);
    notes.add(Map.of("text", String.join("\n", lines)));
    observation.put("note", notes);
  }

  private Map<String, Object> concept(Hl7Segment segment, int field) {
    return Hl7Values.concept(segment.field(field))
        .orElseThrow(
            () -> {
              var where = segment.name() + "-" + field;
              return Hl7Refusal.error(
                      Hl7Refusal.REQUIRED_FIELD_MISSING, where, "it is not said what it is")
                  .thrown();
            });
  }

  /** The filler's number (OBR-3), by which it corrects its own results; else the placer's. */
  private String orderNumber() {
    return order
        .field(3)
        .component(1)
        .or(() -> order.field(2).component(1))
        .orElseThrow(
            () ->
                Hl7Refusal.error(
                        Hl7Refusal.REQUIRED_FIELD_MISSING, "OBR-3", "the order has no number")
                    .thrown());
  }

  private String service() {
    return String.valueOf(order.field(4).first());
  }

  private Map<String, Object> about(String type, String id) {
    var resource = new LinkedHashMap<String, Object>();
    resource.put("resourceType", type);
    resource.put("id", id);
    resource.put("subject", subject);
    encounter.ifPresent(reference -> resource.put("encounter", reference));
    return resource;
  }
}
