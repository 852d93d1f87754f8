package io.tallystick.kit.fhir;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriBuilder;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * A FHIR operation's dollar sign may come percent-encoded: {@code %24submit} is {@code $submit}
 * (RFC 3986 section 2.2 leaves it to the scheme, and many clients encode it).
 */
class OperationNames {

  private static final String ENCODED = "/%24";

  @ServerRequestFilter(preMatching = true)
  void decode(ContainerRequestContext request) {
    var asked = request.getUriInfo().getRequestUri();
    var path = asked.getRawPath();
    if (path == null || !path.contains(ENCODED)) return;
    request.setRequestUri(
        UriBuilder.fromUri(asked).replacePath(path.replace(ENCODED, "/$")).build());
  }
}
