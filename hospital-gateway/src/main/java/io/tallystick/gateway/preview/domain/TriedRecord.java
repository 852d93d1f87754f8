package io.tallystick.gateway.preview.domain;

import io.tallystick.vocabulary.consent.ResourceAttributes;
import java.time.LocalDate;
import java.util.List;

/**
 * What a consent would do to one record.
 *
 * @param title of the visit, absent if it has none
 */
public record TriedRecord(
    String recordId,
    String title,
    LocalDate date,
    List<Resource> released,
    List<Resource> withheld) {

  /**
   * One resource, in the patient's own view.
   *
   * @param title in the words of its own code, absent if it has none
   * @param redacted whether a copy without its words would be released
   * @param why absent if it is released
   * @param labels what is sensitive about it and not allowed; empty if that isn't why
   * @param statement whose provision decided, absent if none matches
   * @param provision its path within the statement
   */
  public record Resource(
      String type,
      String title,
      LocalDate date,
      boolean redacted,
      Why why,
      List<String> labels,
      String statement,
      String provision) {

    static Resource released(ResourceAttributes attributes, String title, boolean redacted) {
      return new Resource(
          attributes.type(), title, attributes.date(), redacted, null, List.of(), null, null);
    }
  }

  /** Why a resource stays at the hospital. */
  public enum Why {
    /** No statement speaks of it. */
    NOT_MENTIONED,
    /** A provision denies it. */
    DENIED,
    /** A permit matches, and doesn't name a sensitive area it touches. */
    SENSITIVE,
    /** It could leave only in a form that this service doesn't release. */
    NOT_RELEASABLE
  }
}
