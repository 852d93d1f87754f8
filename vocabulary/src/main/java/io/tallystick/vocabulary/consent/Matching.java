package io.tallystick.vocabulary.consent;

import io.tallystick.vocabulary.consent.Provision.Effect;
import java.time.Instant;

/**
 * Whether a provision is about a request and a resource. What isn't known counts against the
 * release: a permit doesn't match by it, a denial does. Otherwise a requester would get round a
 * denial that names it by not telling who it is.
 */
final class Matching {

  static boolean matches(Provision rule, AccessRequest request, ResourceAttributes resource) {
    boolean unknown = rule.effect() == Effect.DENY;
    return holdsAt(rule, request.at())
        && purposeFits(rule, request.purpose(), unknown)
        && classFits(rule, resource.type(), unknown)
        && labelsFit(rule, resource)
        && codesFit(rule, resource)
        && dateFits(rule, resource, unknown)
        && actionsFit(rule, request)
        && actorsFit(rule, request, unknown)
        && dataFits(rule, resource, unknown);
  }

  private static boolean holdsAt(Provision rule, Instant when) {
    return (rule.validFrom() == null || !when.isBefore(rule.validFrom()))
        && (rule.validUntil() == null || when.isBefore(rule.validUntil()));
  }

  private static boolean purposeFits(Provision rule, String asked, boolean unknown) {
    if (rule.purposes().isEmpty()) return true;
    if (asked == null) return unknown;
    for (var named : rule.purposes()) {
      if (Purposes.covers(named, asked, rule.effect() == Effect.PERMIT)) return true;
    }
    return false;
  }

  private static boolean classFits(Provision rule, String type, boolean unknown) {
    if (rule.classes().isEmpty()) return true;
    return type == null ? unknown : rule.classes().contains(type);
  }

  private static boolean labelsFit(Provision rule, ResourceAttributes resource) {
    if (rule.labels().isEmpty()) return true;
    boolean sensitive = !resource.labels().isEmpty();
    for (var label : rule.labels()) {
      boolean carries =
          switch (label) {
            case Provision.NORMAL -> !sensitive;
            case Provision.RESTRICTED -> sensitive;
            default -> resource.labels().contains(label);
          };
      if (carries) return true;
    }
    return false;
  }

  private static boolean codesFit(Provision rule, ResourceAttributes resource) {
    if (rule.codes().isEmpty()) return true;
    for (var code : resource.codes()) {
      if (rule.codes().contains(code)) return true;
    }
    return false;
  }

  private static boolean dateFits(Provision rule, ResourceAttributes resource, boolean unknown) {
    if (rule.dataFrom() == null && rule.dataUntil() == null) return true;
    var date = resource.date();
    if (date == null) return unknown;
    return (rule.dataFrom() == null || !date.isBefore(rule.dataFrom()))
        && (rule.dataUntil() == null || !date.isAfter(rule.dataUntil()));
  }

  private static boolean actionsFit(Provision rule, AccessRequest request) {
    return rule.actions().isEmpty()
        || rule.actions().stream().anyMatch(request.actions()::contains);
  }

  private static boolean actorsFit(Provision rule, AccessRequest request, boolean unknown) {
    if (rule.actors().isEmpty()) return true;
    for (var actor : rule.actors()) {
      if (request.isBy(actor) || unknown && request.mayBeBy(actor)) return true;
    }
    return false;
  }

  /** A resource that tells no author may have any; how it stands to others it always tells. */
  private static boolean dataFits(Provision rule, ResourceAttributes resource, boolean unknown) {
    if (rule.data().isEmpty()) return true;
    for (var wanted : rule.data()) {
      if (resource.references().contains(wanted)) return true;
      if (unknown && !tells(resource, wanted.meaning())) return true;
    }
    return false;
  }

  private static boolean tells(ResourceAttributes resource, DataReference.Meaning meaning) {
    for (var told : resource.references()) {
      if (told.meaning() == meaning) return true;
    }
    return false;
  }

  private Matching() {}
}
