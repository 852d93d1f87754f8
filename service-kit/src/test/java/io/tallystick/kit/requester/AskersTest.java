package io.tallystick.kit.requester;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.identity.TenantKind;
import io.tallystick.vocabulary.consent.Actor;
import io.tallystick.vocabulary.consent.Actor.Kind;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AskersTest {

  @Test
  void a_person_asks_as_practitioner_in_their_roles_and_care_teams() {
    var roles =
        Set.of(
            "clinician",
            "care-team:diabetes",
            "service",
            "offline_access",
            "uma_authorization",
            "default-roles-summit");
    var singh = new Caller(TenantKind.STAFF, "summit", "s-1", "singh", roles, "token");
    assertThat(Askers.of(singh))
        .containsExactly(
            new Actor(Kind.PRACTITIONER, "https://tallystick.example/ns/staff/summit", "singh"),
            new Actor(Kind.ROLE, "https://tallystick.example/ns/role", "clinician"),
            new Actor(
                Kind.CARE_TEAM, "https://tallystick.example/ns/care-team/summit", "diabetes"));
  }
}
