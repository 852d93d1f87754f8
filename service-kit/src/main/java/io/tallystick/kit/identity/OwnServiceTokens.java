package io.tallystick.kit.identity;

import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.Tokens;
import io.tallystick.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps one token of the service's client and renews it in time (quarkus-oidc-client). */
@ApplicationScoped
class OwnServiceTokens implements ServiceTokens {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final OidcClient client;
  private final Lock lock = new ReentrantLock();
  private Tokens tokens;

  OwnServiceTokens(OidcClient client) {
    this.client = client;
  }

  @Override
  public String bearer() {
    lock.lock();
    try {
      if (tokens == null
          || tokens.isAccessTokenExpired()
          || tokens.isAccessTokenWithinRefreshInterval()) {
        tokens = client.getTokens().await().atMost(PATIENCE);
      }
      return tokens.getAccessToken();
    } catch (RuntimeException notAnswered) {
      throw Problem.unavailable("identity.unavailable", "no service token was given").exception();
    } finally {
      lock.unlock();
    }
  }
}
