package io.tallystick.kit.requester;

import io.tallystick.kit.identity.Caller;
import io.tallystick.vocabulary.consent.Actor;
import io.tallystick.vocabulary.consent.Actor.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * People of an institution as a consent names them: the practitioner by the name they sign in with,
 * roles by their names in the consortium, care teams by the institution's own. A care team is a
 * realm role {@code care-team:<name>}.
 */
public final class Askers {

  /** Completed with the org id. */
  private static final String STAFF = "https://tallystick.example/ns/staff/";

  private static final String CARE_TEAMS = "https://tallystick.example/ns/care-team/";

  /** Role names mean the same everywhere. */
  private static final String ROLES = "https://tallystick.example/ns/role";

  private static final String TEAM = "care-team:";

  /** Of every token, and of no person's work. */
  private static final Set<String> TECHNICAL =
      Set.of("service", "offline_access", "uma_authorization");

  /** Who signed in: the practitioner, then roles and care teams by name. */
  public static List<Actor> of(Caller caller) {
    var person = practitioner(caller.orgId(), caller.username());
    var others =
        caller.roles().stream()
            .filter(role -> !TECHNICAL.contains(role) && !role.startsWith("default-roles-"))
            .map(role -> role.startsWith(TEAM) ? team(caller.orgId(), role) : role(role))
            .sorted(Comparator.comparing(Actor::kind).thenComparing(Actor::value));
    return Stream.concat(Stream.of(person), others).toList();
  }

  public static Actor practitioner(String orgId, String username) {
    return new Actor(Kind.PRACTITIONER, STAFF + orgId, username);
  }

  public static Actor role(String name) {
    return new Actor(Kind.ROLE, ROLES, name);
  }

  private static Actor team(String orgId, String realmRole) {
    return new Actor(Kind.CARE_TEAM, CARE_TEAMS + orgId, realmRole.substring(TEAM.length()));
  }

  private Askers() {}
}
