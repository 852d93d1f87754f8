package io.tallystick.kit.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Problems of requests that no resource ever sees: too large, unknown path, wrong method. */
@ApplicationScoped
class HttpLayerProblems {

  /** Before Quarkus' own limit, which answers 413 without a body. */
  private static final int FIRST = 100_000;

  private static final List<Integer> STATUSES = List.of(400, 401, 403, 404, 405, 406, 413, 415);

  private final Problems problems;
  private final BodyLimits limits;

  HttpLayerProblems(Problems problems, BodyLimits limits) {
    this.problems = problems;
    this.limits = limits;
  }

  void register(@Observes Filters filters) {
    filters.register(this::refuseTooLarge, FIRST);
  }

  void register(@Observes Router router) {
    for (int status : STATUSES) {
      router.errorHandler(status, context -> write(context, problem(status, context)));
    }
  }

  private Problem problem(int status, RoutingContext context) {
    return status == 401
        ? problems.unauthenticated(context.request().getHeader(HttpHeaders.AUTHORIZATION))
        : problems.ofStatus(status);
  }

  private void refuseTooLarge(RoutingContext context) {
    if (length(context) <= limits.of(context.normalizedPath())) {
      context.next();
      return;
    }
    write(context, problems.ofStatus(413));
    // Read and dropped: a client that still sends would wait, or lose the answer to a reset.
    context.request().resume();
  }

  private static long length(RoutingContext context) {
    var length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length);
    } catch (NumberFormatException malformed) {
      return Long.MAX_VALUE;
    }
  }

  private static void write(RoutingContext context, Problem problem) {
    if (context.response().ended()) return;
    context
        .response()
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .end(Buffer.buffer(ProblemBody.json(problem)));
  }
}
