package io.tallystick.vocabulary.consent;

import java.time.Instant;
import java.util.List;

/**
 * What is asked for, and by whom.
 *
 * @param grantee org id of the institution that asks; empty if a decision is tried for none
 * @param purpose HL7 v3 ActReason code, or {@code system|code} of another system; absent if it
 *     isn't told
 * @param at the moment the decision is made for
 * @param actors who asks within the institution, as it told; empty if it didn't
 * @param actions FHIR consentaction codes it amounts to
 */
public record AccessRequest(
    String grantee, String purpose, Instant at, List<Actor> actors, List<String> actions) {

  /** To release is to disclose; the grantee then accesses and uses what it got. */
  public static final List<String> RELEASE = List.of("access", "disclose", "use");

  public AccessRequest {
    actors = actors == null ? List.of() : List.copyOf(actors);
    actions = actions == null || actions.isEmpty() ? RELEASE : List.copyOf(actions);
  }

  /** An institution's request that says nothing of who asks within it. */
  public AccessRequest(String grantee, String purpose, Instant at) {
    this(grantee, purpose, at, List.of(), RELEASE);
  }

  /** Whether this actor asks; the institution itself always does. */
  boolean isBy(Actor actor) {
    return actors.contains(actor) || actor.equals(Actor.organization(grantee));
  }

  /**
   * Whether it is open if this actor asks, since nothing was told of that kind. A person is told as
   * one of practitioner, related person, patient or device; of roles, teams and groups only those
   * told are ruled out.
   */
  boolean mayBeBy(Actor actor) {
    return switch (actor.kind()) {
      case ORGANIZATION ->
          (actor.system() != null || grantee.isEmpty()) && !tells(Actor.Kind.ORGANIZATION);
      case ROLE, CARE_TEAM, GROUP -> !tells(actor.kind());
      case PRACTITIONER, RELATED_PERSON, PATIENT, DEVICE ->
          actors.stream().noneMatch(told -> told.kind().isPerson());
    };
  }

  private boolean tells(Actor.Kind kind) {
    return actors.stream().anyMatch(told -> told.kind() == kind);
  }
}
