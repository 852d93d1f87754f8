package io.tallystick.kit.fhir;

import io.tallystick.vocabulary.json.CanonicalJson;
import java.nio.charset.StandardCharsets;

/**
 * What somebody else wrote, as a member of an own JSON answer. It may claim to be JSON and end
 * early, so that what follows passes for the answer's own members.
 */
public final class ForeignJson {

  /**
   * The text itself if it is one JSON object; else a JSON string of it, to be read all the same.
   */
  public static String member(byte[] document) {
    var text = new String(document, StandardCharsets.UTF_8);
    return JsonGuard.isObject(text) ? text : CanonicalJson.text(text);
  }

  private ForeignJson() {}
}
