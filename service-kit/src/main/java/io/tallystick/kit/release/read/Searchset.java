package io.tallystick.kit.release.read;

import io.tallystick.kit.release.read.ReleasedLeaves.Listed;
import io.tallystick.vocabulary.json.CanonicalJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A FHIR R4 Bundle of type searchset. Resources stand in it byte for byte as they were released:
 * parsed and written again their decimals could change (FHIR R4 §2.24.0.1).
 */
final class Searchset {

  /** HL7 v3 ActCode, RefrainPolicy: without the patient's consent this isn't disclosed again. */
  private static final String NOT_TO_BE_PASSED_ON =
      """
      ,"meta":{"security":[{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode",\
      "code":"NORDSCLCD"}]}""";

  /**
   * @param total of all pages
   * @param next absent on the last page
   * @param noRedisclosure whether the consent forbids to pass any of it on
   */
  static byte[] json(
      int total, String self, String next, List<Listed> page, boolean noRedisclosure) {
    var links = new ArrayList<Map<String, String>>();
    links.add(Map.of("relation", "self", "url", self));
    if (next != null) links.add(Map.of("relation", "next", "url", next));
    var out = new ByteArrayOutputStream();
    text(out, "{\"resourceType\":\"Bundle\"" + (noRedisclosure ? NOT_TO_BE_PASSED_ON : ""));
    text(out, ",\"type\":\"searchset\",\"total\":" + total);
    text(out, ",\"link\":");
    out.writeBytes(CanonicalJson.bytes(links));
    // FHIR JSON has no empty arrays.
    if (!page.isEmpty()) text(out, ",\"entry\":[");
    for (int i = 0; i < page.size(); i++) {
      text(
          out,
          (i == 0 ? "" : ",") + "{\"fullUrl\":\"" + page.get(i).fullUrl() + "\",\"resource\":");
      out.writeBytes(page.get(i).document());
      text(out, ",\"search\":{\"mode\":\"match\"}}");
    }
    if (!page.isEmpty()) text(out, "]");
    text(out, "}");
    return out.toByteArray();
  }

  private static void text(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  private Searchset() {}
}
