package io.tallystick.portal.errors;

import io.quarkus.oidc.OIDCException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.portal.institutions.Institutions;
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
 * refuses, and when the address belongs to no institution and so to no realm.
 */
@Path("/")
@PermitAll
@RunOnVirtualThread
public class SignInFaults {

  private static final String UNAVAILABLE = "/sign-in-unavailable";
  private static final String FAILED = "/sign-in-failed";
  private static final String NOWHERE = "/sign-in-nowhere";
  private static final String STAFF = "/staff/";
  private static final int BEFORE_AUTHENTICATION = SecurityHandlerPriorities.AUTHENTICATION + 1_000;
  private static final Logger LOG = Logger.getLogger(SignInFaults.class);

  private final ErrorPages pages;
  private final Institutions institutions;

  SignInFaults(ErrorPages pages, Institutions institutions) {
    this.pages = pages;
    this.institutions = institutions;
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

  @GET
  @Path(NOWHERE)
  public Response nowhere() {
    return pages.page(new ServiceProblem(404, "page.not-found", null));
  }

  static void watch(@Observes Router router) {
    router.route().failureHandler(SignInFaults::explain);
  }

  /** Ahead of authentication, which could only answer 401 and nothing else. */
  void watch(@Observes Filters filters) {
    filters.register(this::leadOutOfNowhere, BEFORE_AUTHENTICATION);
  }

  private void leadOutOfNowhere(RoutingContext request) {
    var path = request.normalizedPath();
    if (path.startsWith(STAFF) && !institutions.byId().containsKey(institutionIn(path))) {
      request.reroute(NOWHERE);
    } else {
      request.next();
    }
  }

  private static String institutionIn(String path) {
    var rest = path.substring(STAFF.length());
    int end = rest.indexOf('/');
    return end < 0 ? rest : rest.substring(0, end);
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
