package io.tallystick.gateway.hl7.domain;

import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** HL7 v2's data types as FHIR's; tables and names after the HL7 v2-to-FHIR guide. */
public final class Hl7Values {

  private static final Pattern TIME =
      Pattern.compile(
          "(\\d{4})(?:(\\d{2})(?:(\\d{2})(?:(\\d{2})(\\d{2})(?:(\\d{2})(?:\\.\\d+)?)?)?)?)?([+-]\\d{4})?");
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,18}(?:\\.\\d{1,18})?");
  private static final Pattern RANGE =
      Pattern.compile("\\s*(-?\\d+(?:\\.\\d+)?)\\s*-\\s*(-?\\d+(?:\\.\\d+)?)\\s*");

  /** HL7 table 0396, as far as results name it. */
  private static final Map<String, String> SYSTEMS =
      Map.of(
          "LN", "http://loinc.org",
          "SCT", "http://snomed.info/sct",
          "I10", "http://hl7.org/fhir/sid/icd-10",
          "I10C", "http://hl7.org/fhir/sid/icd-10-cm",
          "UCUM", "http://unitsofmeasure.org",
          "RXNORM", "http://www.nlm.nih.gov/research/umls/rxnorm",
          "CVX", "http://hl7.org/fhir/sid/cvx");

  /** A dateTime as precise as the DTM; without an offset its time counts as UTC. */
  public static Optional<String> dateTime(String dtm) {
    var read = TIME.matcher(dtm == null ? "" : dtm.strip());
    if (!read.matches()) return Optional.empty();
    var text = new StringBuilder(read.group(1));
    if (read.group(2) != null) text.append('-').append(read.group(2));
    if (read.group(3) != null) text.append('-').append(read.group(3));
    if (read.group(4) != null) {
      var seconds = read.group(6) == null ? "00" : read.group(6);
      text.append('T').append(read.group(4)).append(':').append(read.group(5));
      text.append(':').append(seconds).append(offset(read.group(7)));
    }
    return Optional.of(text.toString());
  }

  public static Optional<String> date(String dtm) {
    return dateTime(dtm).map(text -> text.length() > 10 ? text.substring(0, 10) : text);
  }

  /** An instant, for what FHIR wants to the second. */
  public static Optional<String> instant(String dtm) {
    return dateTime(dtm).filter(text -> text.length() > 10);
  }

  private static String offset(String written) {
    if (written == null) return ZoneOffset.UTC.getId();
    return written.substring(0, 3) + ":" + written.substring(3);
  }

  /** CWE and CE: both of its codings, and its words. Empty without any. */
  public static Optional<Map<String, Object>> concept(Hl7Field field) {
    var concept = new LinkedHashMap<String, Object>();
    var codings =
        List.of(1, 4).stream()
            .filter(first -> field.has(first))
            .map(first -> coding(field, first))
            .toList();
    if (!codings.isEmpty()) concept.put("coding", codings);
    field.component(9).or(() -> field.component(2)).ifPresent(text -> concept.put("text", text));
    return concept.isEmpty() ? Optional.empty() : Optional.of(concept);
  }

  private static Map<String, Object> coding(Hl7Field field, int first) {
    var coding = new LinkedHashMap<String, Object>();
    field.component(first + 2).map(SYSTEMS::get).ifPresent(s -> coding.put("system", s));
    coding.put("code", field.component(first).orElseThrow());
    field.component(first + 1).ifPresent(text -> coding.put("display", text));
    return coding;
  }

  /** Empty if it is no plain number: then its words are kept instead. */
  public static Optional<BigDecimal> number(String text) {
    var trimmed = text == null ? "" : text.strip();
    return NUMBER.matcher(trimmed).matches()
        ? Optional.of(new BigDecimal(trimmed.startsWith("+") ? trimmed.substring(1) : trimmed))
        : Optional.empty();
  }

  /** OBX-6: a code of UCUM only if the sender says so. */
  public static Map<String, Object> quantity(BigDecimal value, Hl7Field unit) {
    var quantity = new LinkedHashMap<String, Object>();
    quantity.put("value", value);
    unit.component(2).or(() -> unit.component(1)).ifPresent(u -> quantity.put("unit", u));
    if (unit.component(3).filter("UCUM"::equals).isPresent()) {
      quantity.put("system", SYSTEMS.get("UCUM"));
      quantity.put("code", unit.component(1).orElseThrow());
    }
    return quantity;
  }

  /** OBX-7: bounds where it has the form {@code low-high}, its words always. */
  public static Map<String, Object> referenceRange(String range, Hl7Field unit) {
    var referenceRange = new LinkedHashMap<String, Object>();
    var bounds = RANGE.matcher(range);
    if (bounds.matches()) {
      referenceRange.put("low", quantity(new BigDecimal(bounds.group(1)), unit));
      referenceRange.put("high", quantity(new BigDecimal(bounds.group(2)), unit));
    }
    referenceRange.put("text", range);
    return referenceRange;
  }

  private Hl7Values() {}
}
