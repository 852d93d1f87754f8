package io.tallystick.portal.errors;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.tallystick.portal.services.ServiceProblem;
import io.tallystick.portal.words.Words;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** A problem as a page: what it means, and its stable code for whoever helps. */
@ApplicationScoped
public class ErrorPages {

  @CheckedTemplate(basePath = "errors")
  static class Templates {
    static native TemplateInstance problem(String words, String code);
  }

  private static final int FORBIDDEN = 403;
  private static final int SERVER_FAULT = 500;
  private static final int BAD_GATEWAY = 502;

  private final Words words;

  ErrorPages(Words words) {
    this.words = words;
  }

  public Response page(ServiceProblem problem) {
    return Response.status(statusOf(problem))
        .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
        .entity(Templates.problem(wordsFor(problem), problem.code()).render())
        .build();
  }

  /** A service's refusal of our token is no reason to have the browser ask for a password. */
  private static int statusOf(ServiceProblem problem) {
    if (problem.status() == 401) return FORBIDDEN;
    return problem.status() >= SERVER_FAULT || problem.status() < 400
        ? BAD_GATEWAY
        : problem.status();
  }

  private String wordsFor(ServiceProblem problem) {
    var known = words.problem(problem.code());
    if (known != null) return known;
    return problem.detail() == null ? words.problem("portal.fault") : problem.detail();
  }
}
