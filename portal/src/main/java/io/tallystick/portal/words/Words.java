package io.tallystick.portal.words;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Plain words for codes, from {@code assets/words.json}; the signing page's script reads the same
 * file, so that a statement is worded alike before and during signing.
 */
@ApplicationScoped
public class Words {

  private static final String FILE = "META-INF/resources/assets/words.json";

  /**
   * @param classes FHIR resource types
   * @param labels sensitivity labels (HL7 v3 ActCode)
   * @param specialLabels those that a statement may name beside them (v3 Confidentiality)
   * @param actors kinds of those who ask
   * @param actions FHIR consentaction
   * @param meanings FHIR consent-data-meaning
   * @param purposes HL7 v3 ActReason, those a patient may choose from
   * @param otherPurposes those institutions may ask for beside them
   * @param carc claim adjustment reason codes (X12), in our own words
   * @param problems codes of services' problems
   */
  private record Dictionary(
      Map<String, String> classes,
      Map<String, String> labels,
      Map<String, String> specialLabels,
      Map<String, String> actors,
      Map<String, String> actions,
      Map<String, String> meanings,
      Map<String, String> purposes,
      Map<String, String> otherPurposes,
      Map<String, String> carc,
      Map<String, String> denials,
      Map<String, String> evidence,
      Map<String, String> steps,
      Map<String, String> queueReasons,
      Map<String, String> grounds,
      Map<String, String> keyNotices,
      Map<String, String> roles,
      Map<String, String> problems) {}

  private final Dictionary dictionary;

  Words(ObjectMapper json) {
    try (var file = Thread.currentThread().getContextClassLoader().getResourceAsStream(FILE)) {
      dictionary = json.readValue(file, Dictionary.class);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** What may be ticked in a consent, in the file's order. */
  public Map<String, String> classes() {
    return dictionary.classes();
  }

  public Map<String, String> labels() {
    return dictionary.labels();
  }

  public Map<String, String> purposes() {
    return dictionary.purposes();
  }

  /** Those a patient may choose from, and those institutions may ask for. */
  public Map<String, String> everyPurpose() {
    var all = new LinkedHashMap<>(dictionary.purposes());
    all.putAll(dictionary.otherPurposes());
    return all;
  }

  public Map<String, String> carc() {
    return dictionary.carc();
  }

  public String kind(String fhirType) {
    return in(dictionary.classes(), fhirType);
  }

  public String label(String code) {
    return in(dictionary.labels(), code);
  }

  /** Also of those that a patient can't tick. */
  public String anyLabel(String code) {
    return in(dictionary.specialLabels(), label(code));
  }

  public String actor(String kind) {
    return in(dictionary.actors(), kind);
  }

  public String action(String code) {
    return in(dictionary.actions(), code);
  }

  public String meaning(String code) {
    return in(dictionary.meanings(), code);
  }

  public String purpose(String code) {
    return in(everyPurpose(), code);
  }

  public String reason(String carc) {
    return in(dictionary.carc(), carc);
  }

  public String denial(String reason) {
    return in(dictionary.denials(), reason);
  }

  public String evidence(String state) {
    return in(dictionary.evidence(), state);
  }

  public String step(String step) {
    return in(dictionary.steps(), step);
  }

  public String queueReason(String reason) {
    return in(dictionary.queueReasons(), reason);
  }

  /** Why a recipient keeps what was released to it. */
  public String ground(String ground) {
    return in(dictionary.grounds(), ground);
  }

  /** Of a key: that it is new, or why it ended. */
  public String keyNotice(String kind) {
    return in(dictionary.keyNotices(), kind);
  }

  public String role(String actsAs) {
    return in(dictionary.roles(), actsAs);
  }

  /** What a problem's code means to the reader; null if we have no words for it. */
  public String problem(String code) {
    return dictionary.problems().get(code);
  }

  /** An unknown code is shown as it is: better strange than wrong. */
  private static String in(Map<String, String> words, String code) {
    return code == null ? "" : words.getOrDefault(code, code);
  }
}
