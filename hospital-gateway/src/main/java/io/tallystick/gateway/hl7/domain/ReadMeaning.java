package io.tallystick.gateway.hl7.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Maps a message to FHIR as the HL7 v2-to-FHIR implementation guide does (ADT_A01, ADT_A40,
 * ORU_R01).
 */
public final class ReadMeaning {

  /**
   * @throws Hl7Refusal.Refused if it lacks what it needs, or isn't one of these
   */
  public static Hl7Meaning of(Hl7Message message, Hl7Naming naming) {
    return switch (message.trigger()) {
      case "ADT^A01", "ADT^A04" ->
          new Hl7Meaning.Arrival(patient(message, naming), visit(message, naming));
      case "ADT^A08" -> new Hl7Meaning.Update(patient(message, naming), visit(message, naming));
      case "ADT^A40" -> merge(message, naming);
      case "ORU^R01" -> results(message, naming);
      default -> throw unsupported(message.trigger());
    };
  }

  private static Map<String, Object> patient(Hl7Message message, Hl7Naming naming) {
    return new MapPerson(naming).patient(message.require("PID"));
  }

  private static List<Map<String, Object>> visit(Hl7Message message, Hl7Naming naming) {
    var person = new MapPerson(naming);
    var number = person.number(message.require("PID"));
    return person.encounter(message.first("PV1"), number).stream().toList();
  }

  private static Hl7Meaning merge(Hl7Message message, Hl7Naming naming) {
    var person = new MapPerson(naming);
    var prior =
        message.require("MRG").all(1).stream()
            .filter(naming::isOurs)
            .flatMap(cx -> cx.component(1).stream())
            .findFirst()
            .orElseThrow(
                () ->
                    Hl7Refusal.error(
                            Hl7Refusal.REQUIRED_FIELD_MISSING,
                            "MRG-1",
                            "the prior number is missing")
                        .thrown());
    return new Hl7Meaning.Merge(person.number(message.require("PID")), prior);
  }

  private static Hl7Meaning results(Hl7Message message, Hl7Naming naming) {
    if (message.segments().stream().filter(s -> s.name().equals("PID")).count() > 1) {
      throw Hl7Refusal.error("207", "PID", "results of one patient in a message").thrown();
    }
    var person = new MapPerson(naming);
    var number = person.number(message.require("PID"));
    var pv1 = message.first("PV1");
    var begins = pv1.flatMap(segment -> segment.field(44).component(1));
    // Without its beginning a visit is only named: its record must be there.
    Optional<Map<String, Object>> encounter =
        begins.isPresent() ? person.encounter(pv1, number) : Optional.empty();
    var resources = new ArrayList<Map<String, Object>>(encounter.stream().toList());
    var visit = person.visit(pv1).map(person::encounterReference);
    resources.addAll(
        new MapResults(naming, person.reference(number), visit).of(message.segments()));
    if (resources.size() == encounter.stream().count()) {
      throw Hl7Refusal.error("100", "OBR", "the message has no results").thrown();
    }
    return new Hl7Meaning.Results(resources);
  }

  private static RuntimeException unsupported(String trigger) {
    boolean event = trigger.startsWith("ADT^") || trigger.startsWith("ORU^");
    return Hl7Refusal.reject(
            event ? Hl7Refusal.UNSUPPORTED_EVENT : Hl7Refusal.UNSUPPORTED_MESSAGE,
            "MSH-9",
            "ADT A01, A04, A08, A40 and ORU R01 are taken here")
        .thrown();
  }

  private ReadMeaning() {}
}
