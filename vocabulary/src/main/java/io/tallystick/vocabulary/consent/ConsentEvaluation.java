package io.tallystick.vocabulary.consent;

import io.tallystick.vocabulary.consent.Provision.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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

  private record Verdict(Standing standing, String statement, String path) {
    static Optional<Verdict> stronger(Optional<Verdict> a, Optional<Verdict> b) {
      if (a.isEmpty()) return b;
      if (b.isEmpty()) return a;
      return a.get().standing().compareTo(b.get().standing()) >= 0 ? a : b;
    }
  }

  /** One place in a statement: its siblings, their path and the permits and denials above them. */
  private record Place(String statement, String path, List<Provision> above) {
    Place below(Provision provision, int index) {
      var longer = new ArrayList<>(above);
      longer.add(provision);
      return new Place(statement, path + index + ".", longer);
    }
  }

  public static ConsentDecision evaluate(
      ConsentSet consents, AccessRequest request, ResourceAttributes resource) {
    if (!consents.grantee().equals(request.grantee())) return new ConsentDecision.NoConsent();
    Optional<Verdict> strongest = Optional.empty();
    for (var statement : inForce(consents, request)) {
      var place = new Place(statement.id(), "", List.of());
      var verdict = decide(statement.provisions(), request, resource, place);
      strongest = Verdict.stronger(strongest, verdict);
    }
    return strongest.map(ConsentEvaluation::decision).orElse(new ConsentDecision.NoConsent());
  }

  private static ConsentDecision decision(Verdict verdict) {
    return verdict.standing() == Standing.PERMITTED
        ? new ConsentDecision.Permit(verdict.statement(), verdict.path())
        : new ConsentDecision.Deny(verdict.statement(), verdict.path());
  }

  private static List<ConsentStatement> inForce(ConsentSet consents, AccessRequest request) {
    var active = consents.statements().stream().filter(s -> s.activeAt(request.at())).toList();
    var replaced = active.stream().flatMap(s -> s.replaces().stream()).collect(Collectors.toSet());
    return active.stream().filter(s -> !replaced.contains(s.id())).toList();
  }

  private static Optional<Verdict> decide(
      List<Provision> siblings, AccessRequest request, ResourceAttributes resource, Place place) {
    Optional<Verdict> strongest = Optional.empty();
    for (int i = 0; i < siblings.size(); i++) {
      var provision = siblings.get(i);
      if (!provision.matches(request, resource)) continue;
      var below = place.below(provision, i);
      var verdict =
          decide(provision.exceptions(), request, resource, below)
              .or(() -> Optional.of(own(provision, resource, below)));
      strongest = Verdict.stronger(strongest, verdict);
    }
    return strongest;
  }

  private static Verdict own(Provision provision, ResourceAttributes resource, Place below) {
    var path = below.path().substring(0, below.path().length() - 1);
    if (provision.effect() == Effect.DENY) {
      return new Verdict(Standing.DENIED, below.statement(), path);
    }
    boolean namesEveryLabel =
        resource.labels().stream()
            .allMatch(label -> below.above().stream().anyMatch(p -> p.names(label)));
    var standing = namesEveryLabel ? Standing.PERMITTED : Standing.WITHHELD;
    return new Verdict(standing, below.statement(), path);
  }

  private ConsentEvaluation() {}
}
