package io.tallystick.gateway.hl7.domain;

import java.util.List;
import java.util.Map;

/** What a message asks for, in FHIR R4 as the HL7 v2-to-FHIR guide maps it. */
public sealed interface Hl7Meaning {

  /** ADT^A01 and A04: somebody comes; registered if new. */
  record Arrival(Map<String, Object> patient, List<Map<String, Object>> resources)
      implements Hl7Meaning {}

  /** ADT^A08: what is known of the person or the visit has changed. */
  record Update(Map<String, Object> patient, List<Map<String, Object>> resources)
      implements Hl7Meaning {}

  /** ADT^A40: two numbers turned out to be one person's. */
  record Merge(String survivingNumber, String priorNumber) implements Hl7Meaning {}

  /** ORU^R01: results of somebody who is registered. */
  record Results(List<Map<String, Object>> resources) implements Hl7Meaning {}
}
