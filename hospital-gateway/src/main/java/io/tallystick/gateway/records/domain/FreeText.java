package io.tallystick.gateway.records.domain;

import io.tallystick.gateway.records.domain.Elements.Element;
import java.util.Map;
import java.util.Set;

/**
 * Whether a resource says things in words, which no code table can label: narrative, notes,
 * attachments, conclusions, and concepts given as text alone.
 */
public final class FreeText {

  private static final Set<String> ELEMENTS =
      Set.of(
          "div",
          "data",
          "note",
          "comment",
          "conclusion",
          "summary",
          "description",
          "patientInstruction",
          "valueString",
          "valueMarkdown",
          "preAdmissionTest",
          "disclosureText");

  public static boolean isIn(Map<String, Object> content) {
    return Elements.all(content).anyMatch(e -> ELEMENTS.contains(e.name()) || wordsOnly(e));
  }

  /** Elements that are words, whatever they hold. */
  static boolean isWords(String element) {
    return ELEMENTS.contains(element);
  }

  /** A CodeableConcept without a code; one with a code is labelled by that. */
  static boolean wordsOnly(Element element) {
    boolean concept = element.member("text").isPresent() && !isNarrativeOrNote(element);
    return concept && element.object().filter(m -> m.containsKey("coding")).isEmpty();
  }

  private static boolean isNarrativeOrNote(Element element) {
    // HumanName.text and Address.text say no more than their parts do.
    return Set.of("name", "address").contains(element.name());
  }

  private FreeText() {}
}
