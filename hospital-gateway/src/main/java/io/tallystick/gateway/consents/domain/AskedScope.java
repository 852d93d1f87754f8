package io.tallystick.gateway.consents.domain;

import io.tallystick.vocabulary.consent.Provision;
import io.tallystick.vocabulary.consent.Provision.Code;
import io.tallystick.vocabulary.consent.Provision.Effect;
import io.tallystick.vocabulary.consent.ResourceAttributes;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What an institution asks for. An empty list of codes asks for any.
 *
 * @param classes FHIR resource types, at least one
 * @param codes of which a resource carries at least one
 * @param labels sensitivity labels that are asked for expressly
 * @param dataFrom first clinical date, absent means no bound
 * @param dataUntil last clinical date, absent means no bound
 * @param filters by element of the resource (FHIR's JSON name), codes of which it holds at least
 *     one; without a system any system's. What a consent can't express narrows the release all the
 *     same
 */
public record AskedScope(
    List<String> classes,
    List<Code> codes,
    List<String> labels,
    LocalDate dataFrom,
    LocalDate dataUntil,
    Map<String, List<Code>> filters) {

  private static final String ENCOUNTER = "Encounter";

  public AskedScope {
    classes = List.copyOf(classes);
    codes = codes == null ? List.of() : List.copyOf(codes);
    labels = labels == null ? List.of() : List.copyOf(labels);
    filters = filters == null ? Map.of() : Map.copyOf(filters);
  }

  public static AskedScope ofClasses(List<String> classes) {
    return new AskedScope(classes, List.of(), List.of(), null, null, Map.of());
  }

  /** Whether single results are meant; else the Encounter belongs to what is asked for. */
  public boolean ofSingleResults() {
    return !codes.isEmpty() || !filters.isEmpty();
  }

  /** Filters apart, which look into the resource itself. */
  public boolean covers(ResourceAttributes resource) {
    return classes.contains(resource.type())
        && (codes.isEmpty() || codes.stream().anyMatch(resource.codes()::contains))
        && covers(resource.date());
  }

  private boolean covers(LocalDate date) {
    if (dataFrom == null && dataUntil == null) return true;
    return date != null
        && (dataFrom == null || !date.isBefore(dataFrom))
        && (dataUntil == null || !date.isAfter(dataUntil));
  }

  /**
   * The narrowest rule that answers this. Labels are a nested permit, so that it reaches what
   * carries one without shutting out what carries none.
   */
  public Provision permit(String purpose) {
    var sensitive =
        labels.isEmpty()
            ? List.<Provision>of()
            : List.of(
                new Provision(
                    Effect.PERMIT, List.of(), List.of(), List.of(), labels, null, null, List.of()));
    var kinds =
        ofSingleResults()
            ? classes
            : Stream.concat(classes.stream(), Stream.of(ENCOUNTER)).distinct().toList();
    return new Provision(
        Effect.PERMIT, List.of(purpose), kinds, codes, List.of(), dataFrom, dataUntil, sensitive);
  }
}
