package io.tallystick.gateway.hl7.domain;

import java.util.List;

/** A segment as the mapping needs it: fields by their numbers, with their repetitions. */
public interface Hl7Segment {

  /** E.g. {@code PID}. */
  String name();

  /** All repetitions of a field that aren't empty. */
  List<Hl7Field> all(int field);

  default Hl7Field field(int number) {
    return all(number).stream().findFirst().orElse(Hl7Field.EMPTY);
  }
}
