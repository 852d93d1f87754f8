package io.tallystick.portal.errors;

import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationCompletionException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.portal.services.ServiceProblem;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;

/**
 * Sign-in fails before any page is reached; this says so in words when the realm is silent or
 * refuses.
 */
@Path("/")
@PermitAll
@RunOnVirtualThread
public class SignInFaults {

  private static final String UNAVAILABLE = "/sign-in-unavailable";
  private static final String FAILED = "/sign-in-failed";
  private static final Logger LOG = Logger.getLogger(SignInFaults.class);

  private final ErrorPages pages;

  SignInFaults(ErrorPages pages) {
    this.pages = pages;
  }

  @GET
  @Path(UNAVAILABLE)
  public Response unavailable() {
    return pages.page(new ServiceProblem(503, "sign-in.unavailable", null));
  }

  @GET
  @Path(FAILED)
  public Response failed() {
    return pages.page(new ServiceProblem(403, "sign-in.failed", null));
  }

  static void watch(@Observes Router router) {
    router.route().failureHandler(SignInFaults::explain);
  }

  private static void explain(RoutingContext request) {
    switch (request.failure()) {
      case OIDCException silentRealm -> lead(request, silentRealm, UNAVAILABLE);
      case AuthenticationCompletionException unfinished -> lead(request, unfinished, FAILED);
      case null, default -> request.next();
    }
  }

  private static void lead(RoutingContext request, RuntimeException fault, String page) {
    LOG.warnf("a sign-in failed: %s", fault.getClass().getSimpleName());
    request.redirect(page);
  }
}
