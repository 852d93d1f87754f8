package io.tallystick.gateway.hl7.domain;

import java.util.List;
import java.util.Optional;

/**
 * A parsed message.
 *
 * @param trigger e.g. {@code ADT^A01}
 * @param controlId MSH-10
 * @param segments in their order, MSH first
 */
public record Hl7Message(String trigger, String controlId, List<Hl7Segment> segments) {

  public Hl7Message {
    segments = List.copyOf(segments);
  }

  public Optional<Hl7Segment> first(String name) {
    return segments.stream().filter(s -> s.name().equals(name)).findFirst();
  }

  /** AE with 101 if it is missing. */
  public Hl7Segment require(String name) {
    return first(name)
        .orElseThrow(
            () -> Hl7Refusal.error("100", name, "the segment " + name + " is missing").thrown());
  }
}
