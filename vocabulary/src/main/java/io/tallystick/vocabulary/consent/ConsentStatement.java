package io.tallystick.vocabulary.consent;

import java.time.Instant;
import java.util.List;

/**
 * One statement of a patient towards one grantee, the compact form of a FHIR R4 {@code Consent}.
 *
 * @param id unique within its set
 * @param notBefore from when it holds
 * @param notAfter until when, exclusive; a year after {@code notBefore} at most
 * @param provisions siblings: among those that match, deny wins
 * @param replaces ids of earlier statements that it takes the place of
 */
public record ConsentStatement(
    String id,
    Instant notBefore,
    Instant notAfter,
    List<Provision> provisions,
    List<String> replaces) {

  public ConsentStatement {
    provisions = provisions == null ? List.of() : List.copyOf(provisions);
    replaces = replaces == null ? List.of() : List.copyOf(replaces);
  }

  /** An absent bound is none; what is signed always has both. */
  boolean activeAt(Instant when) {
    return (notBefore == null || !when.isBefore(notBefore))
        && (notAfter == null || when.isBefore(notAfter));
  }
}
