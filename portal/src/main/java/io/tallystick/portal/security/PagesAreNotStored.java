package io.tallystick.portal.security;

import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Pages hold health data: no browser or proxy keeps a copy. */
class PagesAreNotStored {

  @ServerResponseFilter
  void forbidStoring(ContainerResponseContext response) {
    response.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
  }
}
