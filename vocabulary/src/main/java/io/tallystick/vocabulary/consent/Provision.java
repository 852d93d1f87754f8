package io.tallystick.vocabulary.consent;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * One rule of a consent. Every criterion that is given must match; an empty list matches
 * everything. Nested provisions are exceptions to this one (IHE PCF), FHIR R4 {@code
 * Consent.provision}. The criteria after {@code exceptions} came later and aren't written when they
 * aren't given, so that the bytes of earlier statements stay as they were signed.
 *
 * @param purposes HL7 v3 ActReason codes, e.g. {@code HPAYMT}, {@code TREAT}, with the kinds of
 *     purpose below them (emergencies only by name in a permit); or {@code system|code}
 * @param classes FHIR resource types, e.g. {@code Observation}
 * @param codes codes the resource must carry at least one of; its categories are among them
 * @param labels sensitivity labels (v3 ActCode), e.g. {@code PSY}; the resource must carry at least
 *     one of them. {@code N} is a resource that carries none, {@code R} one that carries any
 * @param dataFrom first day of the resource's clinical date, inclusive; absent means no bound
 * @param dataUntil last day, inclusive; absent means no bound
 * @param actors who asks; one of them must
 * @param actions FHIR consentaction codes; the request must amount to one of them
 * @param data resources by reference; the resource must stand so to one of them
 * @param validFrom from when the rule itself holds, within its statement's period
 * @param validUntil until when, exclusive
 * @param obligations of a permit: what it asks of those who release and receive
 */
public record Provision(
    Effect effect,
    List<String> purposes,
    List<String> classes,
    List<Code> codes,
    List<String> labels,
    LocalDate dataFrom,
    LocalDate dataUntil,
    List<Provision> exceptions,
    @JsonInclude(Include.NON_EMPTY) List<Actor> actors,
    @JsonInclude(Include.NON_EMPTY) List<String> actions,
    @JsonInclude(Include.NON_EMPTY) List<DataReference> data,
    Instant validFrom,
    Instant validUntil,
    @JsonInclude(Include.NON_EMPTY) List<Obligation> obligations) {

  /** Names resources that carry no sensitivity label (v3 Confidentiality, normal). */
  public static final String NORMAL = "N";

  /** Names resources that carry any sensitivity label (v3 Confidentiality, restricted). */
  public static final String RESTRICTED = "R";

  public enum Effect {
    PERMIT,
    DENY
  }

  /** A code with its system's URI. */
  public record Code(String system, String code) {}

  @JsonCreator
  public Provision {
    if (effect == null) throw new IllegalArgumentException("a provision permits or denies");
    purposes = listed(purposes);
    classes = listed(classes);
    codes = listed(codes);
    labels = listed(labels);
    exceptions = listed(exceptions);
    actors = listed(actors);
    actions = listed(actions);
    data = listed(data);
    obligations = listed(obligations);
    if (effect == Effect.DENY && !obligations.isEmpty()) {
      throw new IllegalArgumentException("a denial obliges to nothing");
    }
  }

  /** A rule about what is asked for, whoever asks. */
  public Provision(
      Effect effect,
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

  /** The same for these only. */
  public Provision by(Actor... only) {
    return new Provision(
        effect,
        purposes,
        classes,
        codes,
        labels,
        dataFrom,
        dataUntil,
        exceptions,
        List.of(only),
        actions,
        data,
        validFrom,
        validUntil,
        obligations);
  }

  /** The same about these resources only. */
  public Provision about(DataReference... only) {
    return new Provision(
        effect,
        purposes,
        classes,
        codes,
        labels,
        dataFrom,
        dataUntil,
        exceptions,
        actors,
        actions,
        List.of(only),
        validFrom,
        validUntil,
        obligations);
  }

  /** The same under these obligations. */
  public Provision obliging(Obligation... duties) {
    return new Provision(
        effect,
        purposes,
        classes,
        codes,
        labels,
        dataFrom,
        dataUntil,
        exceptions,
        actors,
        actions,
        data,
        validFrom,
        validUntil,
        List.of(duties));
  }

  /** The same but for these cases. */
  public Provision except(List<Provision> nested) {
    return new Provision(
        effect,
        purposes,
        classes,
        codes,
        labels,
        dataFrom,
        dataUntil,
        nested,
        actors,
        actions,
        data,
        validFrom,
        validUntil,
        obligations);
  }

  /** Whether this permit names a sensitivity label, and so may reach what carries it. */
  boolean names(String label) {
    return labels.contains(label) || labels.contains(RESTRICTED);
  }

  private static <T> List<T> listed(List<T> given) {
    return given == null ? List.of() : List.copyOf(given);
  }
}
