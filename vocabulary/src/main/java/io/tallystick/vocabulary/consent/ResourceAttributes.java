package io.tallystick.vocabulary.consent;

import java.time.LocalDate;
import java.util.List;

/**
 * What a consent looks at in a resource.
 *
 * @param type FHIR resource type
 * @param labels sensitivity labels computed at publication; unlabelled free text carries all
 * @param date clinical date, absent if the resource has none
 */
public record ResourceAttributes(
    String type, List<Provision.Code> codes, List<String> labels, LocalDate date) {

  public ResourceAttributes {
    codes = codes == null ? List.of() : List.copyOf(codes);
    labels = labels == null ? List.of() : List.copyOf(labels);
  }
}
