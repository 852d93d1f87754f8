package io.tallystick.gateway.records.domain;

import io.tallystick.vocabulary.consent.Provision.Code;
import io.tallystick.vocabulary.json.CanonicalJson;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Whether an element of a resource holds one of some codes: FHIR's search by token. */
public final class HoldsCode {

  /**
   * @param document the resource's JSON
   * @param element a code, Coding or CodeableConcept, or a list of these
   * @param anyOf a code without a system matches in any
   */
  public static boolean in(byte[] document, String element, List<Code> anyOf) {
    var content = CanonicalJson.read(document, Map.class);
    return codes(content.get(element))
        .anyMatch(held -> anyOf.stream().anyMatch(wanted -> matches(wanted, held)));
  }

  private static boolean matches(Code wanted, Code held) {
    return wanted.code().equals(held.code())
        && (wanted.system() == null || wanted.system().equals(held.system()));
  }

  private static Stream<Code> codes(Object value) {
    return switch (value) {
      case null -> Stream.empty();
      case String code -> Stream.of(new Code(null, code));
      case List<?> list -> list.stream().flatMap(HoldsCode::codes);
      case Map<?, ?> concept when concept.get("coding") != null -> codes(concept.get("coding"));
      case Map<?, ?> coding when coding.get("code") instanceof String code ->
          Stream.of(new Code(coding.get("system") instanceof String s ? s : null, code));
      default -> Stream.empty();
    };
  }

  private HoldsCode() {}
}
