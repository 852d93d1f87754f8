package io.tallystick.gateway.hl7.domain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** PID as a FHIR Patient, PV1 as an Encounter. */
final class MapPerson {

  private static final Map<String, String> GENDERS =
      Map.of("M", "male", "F", "female", "O", "other", "A", "other", "N", "other", "U", "unknown");

  /** HL7 table 0004 in terms of v3 ActCode. */
  private static final Map<String, String> CLASSES =
      Map.of("I", "IMP", "O", "AMB", "E", "EMER", "P", "PRENC", "R", "IMP", "B", "OBSENC");

  private final Hl7Naming naming;

  MapPerson(Hl7Naming naming) {
    this.naming = naming;
  }

  /** This institution's number in PID-3. */
  String number(Hl7Segment pid) {
    return pid.all(3).stream()
        .filter(naming::isOurs)
        .flatMap(cx -> cx.component(1).stream())
        .findFirst()
        .orElseThrow(
            () ->
                Hl7Refusal.error(
                        Hl7Refusal.REQUIRED_FIELD_MISSING,
                        "PID-3",
                        "the patient has no number of this institution")
                    .thrown());
  }

  Map<String, Object> reference(String number) {
    return Map.of("identifier", Map.of("system", naming.patients(), "value", number));
  }

  Map<String, Object> patient(Hl7Segment pid) {
    var patient = new LinkedHashMap<String, Object>();
    patient.put("resourceType", "Patient");
    patient.put("identifier", List.of(Map.of("system", naming.patients(), "value", number(pid))));
    name(pid.field(5)).ifPresent(name -> patient.put("name", List.of(name)));
    Hl7Values.date(pid.field(7).first()).ifPresent(date -> patient.put("birthDate", date));
    pid.field(8).component(1).map(GENDERS::get).ifPresent(g -> patient.put("gender", g));
    address(pid.field(11)).ifPresent(address -> patient.put("address", List.of(address)));
    pid.field(13)
        .component(1)
        .ifPresent(p -> patient.put("telecom", List.of(Map.of("system", "phone", "value", p))));
    return patient;
  }

  private static Optional<Map<String, Object>> name(Hl7Field xpn) {
    var name = new LinkedHashMap<String, Object>();
    xpn.component(1).ifPresent(family -> name.put("family", family));
    var given = new ArrayList<String>();
    xpn.component(2).ifPresent(given::add);
    xpn.component(3).ifPresent(given::add);
    if (!given.isEmpty()) name.put("given", given);
    return name.isEmpty() ? Optional.empty() : Optional.of(name);
  }

  private static Optional<Map<String, Object>> address(Hl7Field xad) {
    var address = new LinkedHashMap<String, Object>();
    xad.component(1).ifPresent(line -> address.put("line", List.of(line)));
    xad.component(3).ifPresent(city -> address.put("city", city));
    xad.component(4).ifPresent(state -> address.put("state", state));
    xad.component(5).ifPresent(code -> address.put("postalCode", code));
    xad.component(6).ifPresent(country -> address.put("country", country));
    return address.isEmpty() ? Optional.empty() : Optional.of(address);
  }

  /** PV1-19, by which a visit is known; empty if the message names none. */
  Optional<String> visit(Optional<Hl7Segment> pv1) {
    return pv1.flatMap(segment -> segment.field(19).component(1));
  }

  Map<String, Object> encounterReference(String visit) {
    return Map.of("identifier", Map.of("system", naming.encounters(), "value", visit));
  }

  /** Empty without a visit number. */
  Optional<Map<String, Object>> encounter(Optional<Hl7Segment> pv1, String number) {
    return visit(pv1).map(visit -> encounter(pv1.orElseThrow(), visit, number));
  }

  private Map<String, Object> encounter(Hl7Segment pv1, String visit, String number) {
    var encounter = new LinkedHashMap<String, Object>();
    var discharged = Hl7Values.dateTime(pv1.field(45).first());
    encounter.put("resourceType", "Encounter");
    encounter.put("id", naming.id("visit", visit));
    encounter.put("identifier", List.of(Map.of("system", naming.encounters(), "value", visit)));
    encounter.put("status", discharged.isPresent() ? "finished" : "in-progress");
    var type = CLASSES.getOrDefault(String.valueOf(pv1.field(2).first()), "AMB");
    encounter.put(
        "class",
        Map.of("system", "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code", type));
    encounter.put("subject", reference(number));
    var period = new LinkedHashMap<String, Object>();
    Hl7Values.dateTime(pv1.field(44).first()).ifPresent(start -> period.put("start", start));
    discharged.ifPresent(end -> period.put("end", end));
    if (!period.containsKey("start")) {
      throw Hl7Refusal.error(
              Hl7Refusal.REQUIRED_FIELD_MISSING, "PV1-44", "the visit has no beginning")
          .thrown();
    }
    encounter.put("period", period);
    return encounter;
  }
}
