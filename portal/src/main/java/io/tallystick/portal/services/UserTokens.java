package io.tallystick.portal.services;

import io.quarkus.oidc.AccessTokenCredential;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The signed-in user's access token as one institution may see it. A token that wasn't made for
 * that institution is exchanged for one that is good there and nowhere else, and kept while it
 * lasts: an institution that a patient visits can't act as them at another.
 */
@ApplicationScoped
class UserTokens {

  /** A token is renewed this long before its end. */
  private static final int SPARE_SECONDS = 20;

  /** Beyond this many, the oldest sessions' tokens are simply asked for again. */
  private static final int MOST_KEPT = 10_000;

  private record Kept(String token, Instant until) {}

  private record Key(String signedIn, String org) {}

  private final SecurityIdentity user;
  private final TokenExchange exchange;
  private final Clock clock = Clock.systemUTC();
  private final Map<Key, Kept> kept = new ConcurrentHashMap<>();

  UserTokens(SecurityIdentity user, TokenExchange exchange) {
    this.user = user;
    this.exchange = exchange;
  }

  /** Without the {@code Bearer} prefix; empty if nobody is signed in. Blocks. */
  Optional<String> bearerFor(String org) {
    var credential = user.getCredential(AccessTokenCredential.class);
    if (credential == null) return Optional.empty();
    var signedIn = credential.getToken();
    return Optional.of(AccessToken.read(signedIn).isFor(org) ? signedIn : exchanged(signedIn, org));
  }

  private String exchanged(String signedIn, String org) {
    var now = clock.instant();
    var key = new Key(signedIn, org);
    var known = kept.get(key);
    if (known != null && now.isBefore(known.until())) return known.token();
    kept.values().removeIf(old -> !now.isBefore(old.until()));
    if (kept.size() >= MOST_KEPT) kept.clear();
    var token = exchange.forInstitution(signedIn, org);
    kept.put(key, new Kept(token, AccessToken.read(token).end().minusSeconds(SPARE_SECONDS)));
    return token;
  }
}
