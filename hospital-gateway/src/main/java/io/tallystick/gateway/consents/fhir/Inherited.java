package io.tallystick.gateway.consents.fhir;

import io.tallystick.vocabulary.consent.Obligation;
import io.tallystick.vocabulary.consent.Provision;
import io.tallystick.vocabulary.consent.Provision.Effect;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A nested provision that names labels or purposes which its parent leaves out. IHE PCF uses such
 * for further permits ("normal data; and psychiatric data for this practitioner") and for denials
 * to be on the safe side ("normal data, not restricted"): as an exception it would never be met, so
 * that it stands beside its parent. Labels and purposes that it states take the place of the
 * parent's; in everything else both must hold.
 */
final class Inherited {

  /** Not a permit within a denial: what isn't denied there needs no exception. */
  static boolean standsBeside(Provision parent, Provision nested) {
    boolean counts = nested.effect() == Effect.DENY || parent.effect() == Effect.PERMIT;
    return counts
        && (beyond(parent.labels(), nested.labels())
            || beyond(parent.purposes(), nested.purposes()));
  }

  static Provision merge(Provision parent, Provision nested, String element) {
    return new Provision(
        nested.effect(),
        nested.purposes().isEmpty() ? parent.purposes() : nested.purposes(),
        both(parent.classes(), nested.classes(), element + ".class"),
        both(parent.codes(), nested.codes(), element + ".code"),
        nested.labels().isEmpty() ? parent.labels() : nested.labels(),
        later(parent.dataFrom(), nested.dataFrom()),
        earlier(parent.dataUntil(), nested.dataUntil()),
        List.of(),
        both(parent.actors(), nested.actors(), element + ".actor"),
        both(parent.actions(), nested.actions(), element + ".action"),
        both(parent.data(), nested.data(), element + ".data"),
        later(parent.validFrom(), nested.validFrom()),
        earlier(parent.validUntil(), nested.validUntil()),
        obligations(parent, nested));
  }

  private static List<Obligation> obligations(Provision parent, Provision nested) {
    if (nested.effect() == Effect.DENY) return List.of();
    return Stream.concat(parent.obligations().stream(), nested.obligations().stream())
        .distinct()
        .toList();
  }

  private static <T> boolean beyond(List<T> parent, List<T> nested) {
    return !parent.isEmpty() && nested.stream().anyMatch(Predicate.not(parent::contains));
  }

  private static <T> List<T> both(List<T> parent, List<T> nested, String element) {
    if (parent.isEmpty()) return nested;
    if (nested.isEmpty()) return parent;
    var common = nested.stream().filter(parent::contains).toList();
    if (common.isEmpty()) {
      throw new NotHonoured(element, "can't hold together with the provision around it");
    }
    return common;
  }

  private static <T extends Comparable<? super T>> T later(T a, T b) {
    if (a == null || b == null) return a == null ? b : a;
    return a.compareTo(b) >= 0 ? a : b;
  }

  private static <T extends Comparable<? super T>> T earlier(T a, T b) {
    if (a == null || b == null) return a == null ? b : a;
    return a.compareTo(b) <= 0 ? a : b;
  }

  private Inherited() {}
}
