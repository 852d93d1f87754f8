package io.tallystick.claims;

import io.tallystick.kit.identity.ServiceTokens;
import io.tallystick.kit.testing.TestTokens;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;

/** The service's own token without a Keycloak to ask. */
@Alternative
@Priority(1)
@Singleton
class OwnTokens implements ServiceTokens {

  @Override
  public String bearerFor(String org) {
    return TestTokens.service("riverside", "claim-service");
  }
}
