package io.tallystick.portal.services;

import com.fasterxml.jackson.annotation.JsonCreator;
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
   * Somebody who may ask.
   *
   * @param kind ORGANIZATION, PRACTITIONER, ROLE, CARE_TEAM, RELATED_PERSON, PATIENT, DEVICE, GROUP
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Actor(String kind, String system, String value) {}

  /**
   * @param meaning INSTANCE, RELATED, DEPENDENTS or AUTHORED_BY
   */
  public record DataReference(String meaning, String reference) {}

  /**
   * @param duty REDACT with elements, ERASE with a day or days after, or NO_REDISCLOSURE
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Obligation(String duty, List<String> elements, LocalDate on, Integer afterDays) {
    public Obligation {
      elements = elements == null ? List.of() : elements;
    }
  }

  /**
   * One rule; nested ones are its exceptions. All that the hospital's engine knows is here: a
   * criterion that got lost on the way through the portal would widen what a patient answers.
   *
   * @param effect PERMIT or DENY
   * @param labels sensitivity labels; a sensitive resource needs a permit that names its labels
   * @param actors who asks; one of them must
   * @param actions FHIR consentaction codes
   * @param validFrom from when the rule itself holds, and {@code validUntil} until when
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
      List<Provision> exceptions,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Actor> actors,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> actions,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<DataReference> data,
      Instant validFrom,
      Instant validUntil,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Obligation> obligations) {

    @JsonCreator
    public Provision {
      actors = actors == null ? List.of() : actors;
      actions = actions == null ? List.of() : actions;
      data = data == null ? List.of() : data;
      obligations = obligations == null ? List.of() : obligations;
      purposes = purposes == null ? List.of() : purposes;
      classes = classes == null ? List.of() : classes;
      codes = codes == null ? List.of() : codes;
      labels = labels == null ? List.of() : labels;
      exceptions = exceptions == null ? List.of() : exceptions;
    }

    /** What the portal's own forms can express. */
    Provision(
        String effect,
        List<String> purposes,
        List<String> classes,
        List<Code> codes,
        List<String> labels,
        LocalDate dataFrom,
        LocalDate dataUntil,
        List<Provision> exceptions) {
      this(
          effect,
          purposes,
          classes,
          codes,
          labels,
          dataFrom,
          dataUntil,
          exceptions,
          null,
          null,
          null,
          null,
          null,
          null);
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

  private Stream<Provision> permits() {
    return provisions.stream()
        .flatMap(Provision::withExceptions)
        .filter(p -> "PERMIT".equals(p.effect()));
  }
}
