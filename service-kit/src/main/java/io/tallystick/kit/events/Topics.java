package io.tallystick.kit.events;

import java.util.List;

/** Names of topics: one set per receiving institution, readable by it alone. */
public final class Topics {

  public static final List<String> FAMILIES =
      List.of(OutgoingEvent.CLAIMS, OutgoingEvent.RECORDS, OutgoingEvent.CONSENTS);

  public static String of(String family, String receivingOrg) {
    return "tallystick." + family + "." + receivingOrg + ".v1";
  }

  public static String deadLetters(String topic) {
    return topic + ".dlq";
  }

  public static List<String> of(String receivingOrg) {
    return FAMILIES.stream().map(family -> of(family, receivingOrg)).toList();
  }

  private Topics() {}
}
