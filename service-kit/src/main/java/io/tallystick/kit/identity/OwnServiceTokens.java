package io.tallystick.kit.identity;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.Tokens;
import io.tallystick.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps a token of the service's client for each institution it calls and renews it in time
 * (quarkus-oidc-client). The scope {@code to-<org>} is what makes a realm put that institution, and
 * no other, into the token's {@code aud}.
 */
@ApplicationScoped
class OwnServiceTokens implements ServiceTokens {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final OidcClient client;
  private final Lock lock = new ReentrantLock();
  private final Map<String, Tokens> kept = new HashMap<>();

  OwnServiceTokens(OidcClient client) {
    this.client = client;
  }

  @Override
  public String bearerFor(String org) {
    lock.lock();
    try {
      return kept.compute(org, (to, old) -> usable(old) ? old : fetch(to)).getAccessToken();
    } catch (RuntimeException notAnswered) {
      throw Problem.unavailable("identity.unavailable", "no service token was given").exception();
    } finally {
      lock.unlock();
    }
  }

  private Tokens fetch(String org) {
    return client.getTokens(Map.of("scope", "to-" + org)).await().atMost(PATIENCE);
  }

  private static boolean usable(Tokens tokens) {
    return tokens != null
        && !tokens.isAccessTokenExpired()
        && !tokens.isAccessTokenWithinRefreshInterval();
  }
}
