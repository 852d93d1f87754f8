package io.tallystick.kit.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.tallystick.kit.KnownOrg;
import io.tallystick.kit.problem.ProblemException;
import io.tallystick.vocabulary.org.Org.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SilencedMemberTest {

  @Test
  void an_active_members_service_is_a_caller() {
    assertThat(caller(Status.ACTIVE).orgId()).isEqualTo("summit");
  }

  @ParameterizedTest
  @EnumSource(names = {"SUSPENDED", "LEFT"})
  void a_member_that_the_consortium_has_suspended_or_lost_is_none(Status status) {
    assertThatThrownBy(() -> caller(status))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.problem().code()).isEqualTo("member.not-active"));
  }

  private static Caller caller(Status status) {
    var token =
        QuarkusSecurityIdentity.builder()
            .setPrincipal(() -> "hospital-gateway")
            .addRole("service")
            .addAttribute("tenant-id", "partner-summit")
            .build();
    return new CallerOfRequest(null, new KnownOrg(null, status)).caller(new Signed(token));
  }

  private record Signed(SecurityIdentity identity) implements CurrentIdentityAssociation {

    @Override
    public void setIdentity(SecurityIdentity other) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void setIdentity(Uni<SecurityIdentity> other) {
      throw new UnsupportedOperationException();
    }

    @Override
    public SecurityIdentity getIdentity() {
      return identity;
    }

    @Override
    public Uni<SecurityIdentity> getDeferredIdentity() {
      return Uni.createFrom().item(identity);
    }
  }
}
