package io.tallystick.gateway.consents.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.gateway.consents.domain.Head;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.events.OutgoingEvent;
import io.tallystick.kit.ledger.Orgs;
import io.tallystick.vocabulary.org.Org;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A revocation is applied in the transaction of the block it stands in: what fails there, fails
 * with every block after it.
 */
class AnnounceConsentTest {

  private static final Instant NOW = Instant.parse("2026-03-04T10:00:00Z");
  private static final Head REVOKED =
      new Head("h", "p", "harbor", 2, "op", "c", "t", true, NOW, NOW, "tx", NOW);

  private final Map<String, Org.Status> members =
      new HashMap<>(Map.of("riverside", Org.Status.ACTIVE, "harbor", Org.Status.ACTIVE));
  private final List<String> told = new ArrayList<>();

  @Test
  void grantee_and_own_institution_are_told() {
    announce();
    assertThat(told).containsExactly("harbor", "riverside");
  }

  @ParameterizedTest
  @EnumSource(names = {"SUSPENDED", "LEFT"})
  void a_grantee_that_is_out_holds_up_no_revocation(Org.Status out) {
    members.put("harbor", out);
    announce();
    assertThat(told).containsExactly("riverside");
  }

  @Test
  void nor_does_the_own_standing() {
    members.put("riverside", Org.Status.SUSPENDED);
    announce();
    assertThat(told).containsExactly("harbor");
  }

  private void announce() {
    new AnnounceConsent((tx, event) -> seal(event), orgs(), config()).announce(null, REVOKED, null);
  }

  /** As the outbox does: nobody seals to who is no active member. */
  private void seal(OutgoingEvent event) {
    if (members.get(event.recipientOrg()) != Org.Status.ACTIVE) {
      throw new IllegalStateException("no active org " + event.recipientOrg());
    }
    told.add(event.recipientOrg());
  }

  private Orgs orgs() {
    return stub(
        Orgs.class,
        (proxy, method, args) ->
            Optional.ofNullable(members.get((String) args[0]))
                .map(s -> new Org((String) args[0], "", null, null, null, "", "", s, 1)));
  }

  private static TallystickConfig config() {
    var own = stub(TallystickConfig.Institution.class, (proxy, method, args) -> "riverside");
    return stub(TallystickConfig.class, (proxy, method, args) -> own);
  }

  private static <T> T stub(Class<T> type, InvocationHandler answers) {
    var made = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, answers);
    return type.cast(made);
  }
}
