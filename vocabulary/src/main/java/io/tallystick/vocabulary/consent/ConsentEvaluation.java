package io.tallystick.vocabulary.consent;

import io.tallystick.vocabulary.consent.Provision.Effect;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The one evaluation of consents, run alike by the custodian and by the endorsers of an access. A
 * matching nested provision overrides its parent; among siblings deny wins; across active
 * statements deny wins unless one replaces another; no match denies. A sensitive resource needs a
 * permit that names each of its labels.
 */
public final class ConsentEvaluation {

  /**
   * WITHHELD: a permit that leaves one of the resource's labels unnamed; it yields to any permit
   * that names all.
   */
  private enum Standing {
    WITHHELD,
    PERMITTED,
    DENIED
  }

  private record Verdict(
      Standing standing, String statement, String path, Set<Obligation> obligations) {

    /** So that the basis doesn't hang on the order of statements. */
    private static final Comparator<Verdict> BASIS =
        Comparator.comparing(Verdict::statement, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Verdict::path);

    /** Either may be null: no verdict. */
    static Verdict combined(Verdict a, Verdict b) {
      if (a == null || b == null) return a == null ? b : a;
      if (a.standing != b.standing) return a.standing.compareTo(b.standing) > 0 ? a : b;
      var first = BASIS.compare(a, b) <= 0 ? a : b;
      if (a.obligations.equals(b.obligations)) return first;
      var all = new TreeSet<>(a.obligations);
      all.addAll(b.obligations);
      return new Verdict(first.standing, first.statement, first.path, all);
    }

    ConsentDecision decision() {
      return standing == Standing.PERMITTED
          ? new ConsentDecision.Permit(statement, path, List.copyOf(obligations))
          : new ConsentDecision.Deny(statement, path);
    }
  }

  /** A matching provision with those around it, up to its statement. */
  private record Place(Place above, Provision provision, int index) {

    boolean names(String label) {
      return provision.names(label) || above != null && above.names(label);
    }

    String path() {
      return above == null ? String.valueOf(index) : above.path() + "." + index;
    }

    Set<Obligation> obligations() {
      if (above == null && provision.obligations().isEmpty()) return Set.of();
      var all = new TreeSet<>(provision.obligations());
      if (above != null) all.addAll(above.obligations());
      return all;
    }
  }

  public static ConsentDecision evaluate(
      ConsentSet consents, AccessRequest request, ResourceAttributes resource) {
    if (!consents.grantee().equals(request.grantee())) return new ConsentDecision.NoConsent();
    var replaced = replaced(consents, request);
    Verdict strongest = null;
    for (var statement : consents.statements()) {
      if (!statement.activeAt(request.at()) || replaced.contains(statement.id())) continue;
      var verdict = decide(statement.provisions(), request, resource, statement.id(), null);
      strongest = Verdict.combined(strongest, verdict);
    }
    return strongest == null ? new ConsentDecision.NoConsent() : strongest.decision();
  }

  private static Set<String> replaced(ConsentSet consents, AccessRequest request) {
    var replaced = new HashSet<String>();
    for (var statement : consents.statements()) {
      if (!statement.replaces().isEmpty() && statement.activeAt(request.at())) {
        replaced.addAll(statement.replaces());
      }
    }
    return replaced;
  }

  private static Verdict decide(
      List<Provision> siblings,
      AccessRequest request,
      ResourceAttributes resource,
      String statement,
      Place above) {
    Verdict strongest = null;
    for (int i = 0; i < siblings.size(); i++) {
      var provision = siblings.get(i);
      if (!Matching.matches(provision, request, resource)) continue;
      var place = new Place(above, provision, i);
      var nested = decide(provision.exceptions(), request, resource, statement, place);
      var verdict = nested == null ? own(place, resource, statement) : nested;
      strongest = Verdict.combined(strongest, verdict);
    }
    return strongest;
  }

  private static Verdict own(Place place, ResourceAttributes resource, String statement) {
    if (place.provision().effect() == Effect.DENY) {
      return new Verdict(Standing.DENIED, statement, place.path(), Set.of());
    }
    for (var label : resource.labels()) {
      if (!place.names(label)) {
        return new Verdict(Standing.WITHHELD, statement, place.path(), Set.of());
      }
    }
    return new Verdict(Standing.PERMITTED, statement, place.path(), place.obligations());
  }

  private ConsentEvaluation() {}
}
