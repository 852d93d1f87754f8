package io.tallystick.portal.services;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;

/** Puts the signed-in user's own access token on each call; the portal has no identity itself. */
class UserToken implements ClientRequestFilter {

  private final UserTokens tokens;
  private final String org;

  /**
   * @param org whose service is called
   */
  UserToken(UserTokens tokens, String org) {
    this.tokens = tokens;
    this.org = org;
  }

  @Override
  public void filter(ClientRequestContext request) {
    tokens
        .bearerFor(org)
        .ifPresent(
            token -> request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, "Bearer " + token));
  }
}
