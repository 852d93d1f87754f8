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

  private record Verdict(Effect effect, String path, List<Provision> chain) {}

  public static ConsentDecision evaluate(
      ConsentSet consents, AccessRequest request, ResourceAttributes resource) {
    if (!consents.grantee().equals(request.grantee())) return new ConsentDecision.NoConsent();
    ConsentDecision found = new ConsentDecision.NoConsent();
    for (var statement : inForce(consents, request)) {
      var verdict = decide(statement.provisions(), request, resource, "", List.of());
      if (verdict.isEmpty()) continue;
      var path = verdict.get().path();
      if (verdict.get().effect() == Effect.DENY || !namesEveryLabel(verdict.get(), resource)) {
        return new ConsentDecision.Deny(statement.id(), path);
      }
      if (!found.permits()) found = new ConsentDecision.Permit(statement.id(), path);
    }
    return found;
  }

  private static List<ConsentStatement> inForce(ConsentSet consents, AccessRequest request) {
    var active = consents.statements().stream().filter(s -> s.activeAt(request.at())).toList();
    var replaced = active.stream().flatMap(s -> s.replaces().stream()).collect(Collectors.toSet());
    return active.stream().filter(s -> !replaced.contains(s.id())).toList();
  }

  private static Optional<Verdict> decide(
      List<Provision> siblings,
      AccessRequest request,
      ResourceAttributes resource,
      String parent,
      List<Provision> chain) {
    Optional<Verdict> found = Optional.empty();
    for (int i = 0; i < siblings.size(); i++) {
      var provision = siblings.get(i);
      if (!provision.matches(request, resource)) continue;
      var path = parent + i;
      var longer = new ArrayList<>(chain);
      longer.add(provision);
      var verdict =
          decide(provision.exceptions(), request, resource, path + ".", longer)
              .orElse(new Verdict(provision.effect(), path, longer));
      if (verdict.effect() == Effect.DENY) return Optional.of(verdict);
      if (found.isEmpty()) found = Optional.of(verdict);
    }
    return found;
  }

  private static boolean namesEveryLabel(Verdict permit, ResourceAttributes resource) {
    return resource.labels().stream()
        .allMatch(label -> permit.chain().stream().anyMatch(p -> p.names(label)));
  }

  private ConsentEvaluation() {}
}
