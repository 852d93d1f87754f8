package io.tallystick.gateway.hl7.adapter;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Group;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.model.Structure;
import ca.uhn.hl7v2.util.Terser;
import io.tallystick.gateway.hl7.domain.Hl7Field;
import io.tallystick.gateway.hl7.domain.Hl7Message;
import io.tallystick.gateway.hl7.domain.Hl7Segment;
import java.util.ArrayList;
import java.util.List;

/** A message as HAPI has parsed it, its groups laid flat in their order. */
final class ParsedMessage {

  static Hl7Message of(Message message) throws HL7Exception {
    var segments = new ArrayList<Hl7Segment>();
    flatten(message, segments);
    var msh = (Segment) message.get("MSH");
    var trigger = text(msh, 9, 0, 1) + "^" + text(msh, 9, 0, 2);
    return new Hl7Message(trigger, text(msh, 10, 0, 1), segments);
  }

  private static void flatten(Group group, List<Hl7Segment> segments) throws HL7Exception {
    for (var name : group.getNames()) {
      for (Structure structure : group.getAll(name)) {
        if (structure instanceof Segment segment) {
          if (!segment.isEmpty()) segments.add(new Parsed(segment));
        } else if (structure instanceof Group inner) {
          flatten(inner, segments);
        }
      }
    }
  }

  /** Empty rather than null. */
  static String text(Segment segment, int field, int repetition, int component)
      throws HL7Exception {
    var text = Terser.get(segment, field, repetition, component, 1);
    return text == null ? "" : text;
  }

  private record Parsed(Segment segment) implements Hl7Segment {

    @Override
    public String name() {
      return segment.getName();
    }

    @Override
    public List<Hl7Field> all(int field) {
      try {
        var all = new ArrayList<Hl7Field>();
        var repetitions = segment.getField(field);
        for (int i = 0; i < repetitions.length; i++) {
          if (!repetitions[i].isEmpty()) all.add(field(field, i));
        }
        return all;
      } catch (HL7Exception noSuchField) {
        return List.of();
      }
    }

    private Hl7Field field(int field, int repetition) throws HL7Exception {
      var components = new ArrayList<String>();
      int count = Terser.numComponents(segment.getField(field, repetition));
      for (int i = 1; i <= count; i++) components.add(text(segment, field, repetition, i));
      return new Hl7Field(components);
    }
  }

  private ParsedMessage() {}
}
