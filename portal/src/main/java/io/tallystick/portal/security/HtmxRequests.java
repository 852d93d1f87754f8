package io.tallystick.portal.security;

import io.quarkus.oidc.JavaScriptRequestChecker;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * A background refresh whose session is over gets status 499 instead of a redirect to the sign-in
 * page, which a script couldn't follow; live.js then reloads the page.
 */
@ApplicationScoped
class HtmxRequests implements JavaScriptRequestChecker {

  @Override
  public boolean isJavaScriptRequest(RoutingContext context) {
    return context.request().getHeader("HX-Request") != null;
  }
}
