package io.tallystick.vocabulary.consent;

import java.time.LocalDate;
import java.util.List;

/**
 * One rule of a consent. Every criterion that is given must match; an empty list matches
 * everything. Nested provisions are exceptions to this one (IHE PCF), FHIR R4 {@code
 * Consent.provision}.
 *
 * @param purposes HL7 v3 ActReason codes, e.g. {@code HPAYMT}, {@code TREAT}
 * @param classes FHIR resource types, e.g. {@code Observation}
 * @param codes codes the resource must carry at least one of
 * @param labels sensitivity labels (v3 ActCode), e.g. {@code PSY}; the resource must carry at least
 *     one of them
 * @param dataFrom first day of the resource's clinical date, inclusive; absent means no bound
 * @param dataUntil last day, inclusive; absent means no bound
 */
public record Provision(
    Effect effect,
    List<String> purposes,
    List<String> classes,
    List<Code> codes,
    List<String> labels,
    LocalDate dataFrom,
    LocalDate dataUntil,
    List<Provision> exceptions) {

  public enum Effect {
    PERMIT,
    DENY
  }

  /** A code with its system's URI. */
  public record Code(String system, String code) {}

  public Provision {
    if (effect == null) throw new IllegalArgumentException("a provision permits or denies");
    purposes = purposes == null ? List.of() : List.copyOf(purposes);
    classes = classes == null ? List.of() : List.copyOf(classes);
    codes = codes == null ? List.of() : List.copyOf(codes);
    labels = labels == null ? List.of() : List.copyOf(labels);
    exceptions = exceptions == null ? List.of() : List.copyOf(exceptions);
  }

  boolean matches(AccessRequest request, ResourceAttributes resource) {
    return matchesAny(purposes, request.purpose())
        && matchesAny(classes, resource.type())
        && (codes.isEmpty() || codes.stream().anyMatch(resource.codes()::contains))
        && (labels.isEmpty() || labels.stream().anyMatch(resource.labels()::contains))
        && matchesDate(resource.date());
  }

  /** Whether this permit names a sensitivity label, and so may reach what carries it. */
  boolean names(String label) {
    return labels.contains(label);
  }

  private boolean matchesDate(LocalDate date) {
    if (dataFrom == null && dataUntil == null) return true;
    return date != null
        && (dataFrom == null || !date.isBefore(dataFrom))
        && (dataUntil == null || !date.isAfter(dataUntil));
  }

  private static boolean matchesAny(List<String> wanted, String given) {
    return wanted.isEmpty() || wanted.contains(given);
  }
}
