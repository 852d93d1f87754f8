package io.tallystick.vocabulary.consent;

import io.tallystick.vocabulary.consent.Provision.Effect;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What somebody who isn't the patient may do in the patient's name; part of the custodian's {@link
 * KeyAttestation}, and held against every change of consent by gateway and chaincode alike. An
 * empty list bounds nothing.
 *
 * @param mayConsent false for somebody who may only look
 * @param sensitive whether a permit of theirs may name sensitivity labels
 * @param grantees org ids towards which they may consent
 * @param purposes HL7 v3 ActReason codes that each provision of theirs must be bound to
 * @param classes FHIR resource types that each provision of theirs must be bound to
 * @param until end of the role, exclusive: nothing they grant outlives it
 */
public record Mandate(
    boolean mayConsent,
    boolean sensitive,
    List<String> grantees,
    List<String> purposes,
    List<String> classes,
    Instant until) {

  public Mandate {
    grantees = grantees == null ? List.of() : List.copyOf(grantees);
    purposes = purposes == null ? List.of() : List.copyOf(purposes);
    classes = classes == null ? List.of() : List.copyOf(classes);
  }

  /** Everything the patient could do themselves, until then. */
  public static Mandate full(Instant until) {
    return new Mandate(true, true, List.of(), List.of(), List.of(), until);
  }

  /** Whether it is bounded by nothing but time: such a one may also revoke a whole consent. */
  public boolean coversEverything() {
    return mayConsent && sensitive && grantees.isEmpty() && purposes.isEmpty() && classes.isEmpty();
  }

  public boolean concerns(String grantee) {
    return grantees.isEmpty() || grantees.contains(grantee);
  }

  /**
   * Why it doesn't cover going from one set of statements to the next: what is new, or gone, must
   * be within its bounds; whatever else the patient said stays as it was.
   *
   * @param before the statements in force until now, empty if there are none
   * @param now the moment of the change
   * @return in words; empty if it covers the change
   */
  public Optional<String> exceededBy(List<ConsentStatement> before, ConsentSet after, Instant now) {
    if (!mayConsent) return Optional.of("may look, not consent");
    if (!concerns(after.grantee())) return Optional.of("not towards this institution");
    for (var statement : after.statements()) {
      if (before.stream().anyMatch(b -> isCarriedOver(b, statement, now))) continue;
      if (!covers(statement)) return Optional.of("grants more than the mandate covers");
      if (until == null || statement.notAfter().isAfter(until)) {
        return Optional.of("outlives the mandate");
      }
      if (!before.stream().allMatch(b -> mayEnd(b) || !statement.replaces().contains(b.id()))) {
        return Optional.of("replaces what isn't within the mandate");
      }
    }
    boolean kept =
        before.stream()
            .filter(b -> b.notAfter().isAfter(now))
            .allMatch(
                b ->
                    mayEnd(b)
                        || after.statements().stream().anyMatch(a -> isCarriedOver(b, a, now)));
    return kept ? Optional.empty() : Optional.of("drops what isn't within the mandate");
  }

  /** A denial also keeps closed what is sensitive, which another statement may permit. */
  private boolean mayEnd(ConsentStatement statement) {
    return covers(statement)
        && (sensitive || statement.provisions().stream().noneMatch(Mandate::denies));
  }

  /** Nested provisions matter only where their parent matches, so that the outermost bound them. */
  private boolean covers(ConsentStatement statement) {
    return !statement.provisions().isEmpty()
        && statement.provisions().stream().allMatch(this::covers);
  }

  private boolean covers(Provision provision) {
    return within(purposes, provision.purposes())
        && within(classes, provision.classes())
        && (sensitive || !namesLabels(provision));
  }

  private static boolean within(List<String> bounds, List<String> named) {
    return bounds.isEmpty() || !named.isEmpty() && bounds.containsAll(named);
  }

  private static boolean denies(Provision provision) {
    return provision.effect() == Effect.DENY
        || provision.exceptions().stream().anyMatch(Mandate::denies);
  }

  /** What a permit's outer provision names counts for the permit, even a denial's labels. */
  private static boolean namesLabels(Provision provision) {
    boolean sensitive = provision.labels().stream().anyMatch(l -> !l.equals(Provision.NORMAL));
    return sensitive && permits(provision)
        || provision.exceptions().stream().anyMatch(Mandate::namesLabels);
  }

  private static boolean permits(Provision provision) {
    return provision.effect() == Effect.PERMIT
        || provision.exceptions().stream().anyMatch(Mandate::permits);
  }

  /** The same statement; a beginning that has passed may have been moved up to the present. */
  private static boolean isCarriedOver(
      ConsentStatement before, ConsentStatement after, Instant now) {
    boolean sameBeginning =
        after.notBefore().equals(before.notBefore())
            || after.notBefore().isAfter(before.notBefore()) && !after.notBefore().isAfter(now);
    var moved =
        new ConsentStatement(
            before.id(),
            after.notBefore(),
            before.notAfter(),
            before.provisions(),
            before.replaces());
    return sameBeginning && moved.equals(after);
  }
}
