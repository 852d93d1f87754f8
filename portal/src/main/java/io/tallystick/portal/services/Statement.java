package io.tallystick.portal.services;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/**
 * One consent statement in the JSON that the hospital reads and gives (vocabulary's
 * ConsentStatement; its id and period are the hospital's to set).
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Statement(
    String id,
    Instant notBefore,
    Instant notAfter,
    List<Provision> provisions,
    List<String> replaces) {

  public record Code(String system, String code) {

    /** As FHIR search writes it: {@code system|code}. */
    public String token() {
      return system + "|" + code;
    }

    /**
     * @return null if it isn't one
     */
    public static Code of(String token) {
      int bar = token.lastIndexOf('|');
      return bar < 1 || bar == token.length() - 1
          ? null
          : new Code(token.substring(0, bar), token.substring(bar + 1));
    }
  }

  /**
   * One rule; nested ones are its exceptions.
   *
   * @param effect PERMIT or DENY
   * @param labels sensitivity labels; a sensitive resource needs a permit that names its labels
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Provision(
      String effect,
      List<String> purposes,
      List<String> classes,
      List<Code> codes,
      List<String> labels,
      LocalDate dataFrom,
      LocalDate dataUntil,
      List<Provision> exceptions) {

    public Provision {
      purposes = purposes == null ? List.of() : purposes;
      classes = classes == null ? List.of() : classes;
      codes = codes == null ? List.of() : codes;
      labels = labels == null ? List.of() : labels;
      exceptions = exceptions == null ? List.of() : exceptions;
    }

    private Stream<Provision> withExceptions() {
      return Stream.concat(Stream.of(this), exceptions.stream().flatMap(Provision::withExceptions));
    }
  }

  public Statement {
    provisions = provisions == null ? List.of() : provisions;
    replaces = replaces == null ? List.of() : replaces;
  }

  /**
   * Permits some kinds of records for one purpose, those with any of the codes if there are some.
   * Sensitive areas are a nested permit, so that it reaches what carries a label without shutting
   * out what carries none.
   */
  public static Statement permitting(
      String purpose,
      List<String> classes,
      List<Code> codes,
      List<String> labels,
      LocalDate since,
      LocalDate until) {
    var sensitive =
        labels.isEmpty()
            ? List.<Provision>of()
            : List.of(new Provision("PERMIT", null, null, null, labels, null, null, null));
    return new Statement(
        null,
        null,
        null,
        List.of(
            new Provision(
                "PERMIT", List.of(purpose), classes, codes, null, since, until, sensitive)),
        null);
  }

  public Statement replacing(List<String> earlierIds) {
    return new Statement(id, notBefore, notAfter, provisions, earlierIds);
  }

  /** The kinds of records that are permitted. */
  public List<String> permittedClasses() {
    return permits().flatMap(p -> p.classes().stream()).distinct().toList();
  }

  /** The codes they are limited to; none means any. */
  public List<Code> permittedCodes() {
    return permits().flatMap(p -> p.codes().stream()).distinct().toList();
  }

  public List<String> permittedLabels() {
    return permits().flatMap(p -> p.labels().stream()).distinct().toList();
  }

  public List<String> purposes() {
    return permits().flatMap(p -> p.purposes().stream()).distinct().toList();
  }

  private Stream<Provision> permits() {
    return provisions.stream()
        .flatMap(Provision::withExceptions)
        .filter(p -> "PERMIT".equals(p.effect()));
  }
}
