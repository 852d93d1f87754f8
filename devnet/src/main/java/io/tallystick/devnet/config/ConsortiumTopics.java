package io.tallystick.devnet.config;

import io.tallystick.devnet.consortium.Consortium;
import java.util.List;
import java.util.stream.Stream;

/** The consortium's topics: one per family of events and receiving institution. */
public final class ConsortiumTopics {

  private static final List<String> FAMILIES = List.of("claims", "records", "consents");

  /** Every topic, and the dead letters of each. */
  public static List<String> all() {
    return Consortium.INSTITUTIONS.stream()
        .flatMap(to -> of(to.id()).stream())
        .flatMap(topic -> Stream.of(topic, deadLetters(topic)))
        .toList();
  }

  /** What comes to an institution. */
  public static List<String> of(String org) {
    return FAMILIES.stream().map(family -> "tallystick." + family + "." + org + ".v1").toList();
  }

  public static String deadLetters(String topic) {
    return topic + ".dlq";
  }

  private ConsortiumTopics() {}
}
