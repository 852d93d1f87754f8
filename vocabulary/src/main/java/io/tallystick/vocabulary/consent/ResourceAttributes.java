package io.tallystick.vocabulary.consent;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;

/**
 * What a consent looks at in a resource.
 *
 * @param type FHIR resource type
 * @param codes of what it is about, its categories among them
 * @param labels sensitivity labels computed at publication; unlabelled free text carries all
 * @param date clinical date, absent if the resource has none
 * @param references how it stands to others and to itself; empty for records published before these
 */
public record ResourceAttributes(
    String type,
    List<Provision.Code> codes,
    List<String> labels,
    LocalDate date,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<DataReference> references,
    List<String> wordless) {

  @JsonCreator
  public ResourceAttributes {
    codes = codes == null ? List.of() : List.copyOf(codes);
    labels = labels == null ? List.of() : List.copyOf(labels);
    references = references == null ? List.of() : List.copyOf(references);
    wordless = wordless == null ? null : List.copyOf(wordless);
  }

  /** A resource whose words add nothing to its labels. */
  public ResourceAttributes(
      String type,
      List<Provision.Code> codes,
      List<String> labels,
      LocalDate date,
      List<DataReference> references) {
    this(type, codes, labels, date, references, null);
  }

  public ResourceAttributes(
      String type, List<Provision.Code> codes, List<String> labels, LocalDate date) {
    this(type, codes, labels, date, List.of());
  }

  /** What a consent looks at in a copy that was redacted inside: it holds no words any more. */
  public ResourceAttributes redacted() {
    return wordless == null
        ? this
        : new ResourceAttributes(type, codes, wordless, date, references);
  }
}
