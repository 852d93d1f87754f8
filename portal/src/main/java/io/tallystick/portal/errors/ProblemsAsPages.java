package io.tallystick.portal.errors;

import io.quarkus.security.ForbiddenException;
import io.tallystick.portal.services.ServiceProblem;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every failure ends in a page that says what to do; logs get ids and codes, never content. */
class ProblemsAsPages {

  private static final Logger LOG = Logger.getLogger(ProblemsAsPages.class);
  private static final int FRAMES_LOGGED = 12;

  private final ErrorPages pages;

  ProblemsAsPages(ErrorPages pages) {
    this.pages = pages;
  }

  @ServerExceptionMapper
  Response refused(ServiceProblem problem) {
    return pages.page(problem);
  }

  @ServerExceptionMapper
  Response unreachable(ProcessingException fault) {
    LOG.warnf("a service didn't answer: %s", fault.getClass().getSimpleName());
    return pages.page(new ServiceProblem(502, "service.unreachable", null));
  }

  @ServerExceptionMapper
  Response notFound(NotFoundException absent) {
    return pages.page(new ServiceProblem(404, "page.not-found", null));
  }

  /**
   * The message may quote what a user typed, so only the kind of fault and the place are logged.
   */
  @ServerExceptionMapper
  Response fault(RuntimeException fault) {
    LOG.errorf("a page failed: %s %s", fault.getClass().getName(), placeOf(fault));
    return pages.page(new ServiceProblem(500, "portal.fault", null));
  }

  private static String placeOf(RuntimeException fault) {
    return Arrays.stream(fault.getStackTrace())
        .limit(FRAMES_LOGGED)
        .map(StackTraceElement::toString)
        .collect(Collectors.joining(" < "));
  }

  @ServerExceptionMapper
  Response otherwise(WebApplicationException refused) {
    int status = refused.getResponse().getStatus();
    return pages.page(
        new ServiceProblem(status, status < 500 ? "page.not-found" : "portal.fault", null));
  }

  @ServerExceptionMapper
  Response forbidden(ForbiddenException wrongRole) {
    return pages.page(new ServiceProblem(403, "page.forbidden", null));
  }
}
