package io.tallystick.portal.security;

import io.tallystick.portal.errors.ErrorPages;
import io.tallystick.portal.services.ServiceProblem;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/** Refuses every form that doesn't carry this session's token. */
class FormTokenCheck {

  static final String FIELD = "form-token";
  private static final Set<String> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final FormTokens tokens;
  private final ErrorPages errors;

  FormTokenCheck(FormTokens tokens, ErrorPages errors) {
    this.tokens = tokens;
    this.errors = errors;
  }

  @WithFormRead
  @ServerRequestFilter
  Response check(ResteasyReactiveContainerRequestContext request) {
    if (SAFE.contains(request.getMethod()) || tokens.accepts(tokenIn(request))) return null;
    return errors.page(new ServiceProblem(403, "form.token-missing", null));
  }

  private static String tokenIn(ResteasyReactiveContainerRequestContext request) {
    var context = (ResteasyReactiveRequestContext) request.getServerRequestContext();
    return context.getFormParameter(FIELD, true, false) instanceof String token ? token : null;
  }
}
