package io.tallystick.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.tallystick.kit.identity.Issuers;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.sealing.KeyDestroyed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Which problem any exception is; nothing of an exception's text reaches a caller. */
@ApplicationScoped
public class Problems {

  private static final Logger LOG = Logger.getLogger(Problems.class);

  // All that quarkus-oidc tells of a refused connection (OidcCommonUtils, 3.34): no type, no cause.
  private static final String NOT_REACHED = "OIDC Server is not available";

  private static final Map<Integer, String> CODES =
      Map.of(
          400, "request.malformed",
          401, "token.invalid",
          403, "role.missing",
          404, "path.unknown",
          405, "method.not-allowed",
          406, "media-type.not-acceptable",
          413, "body.too-large",
          415, "media-type.unsupported",
          503, "service.unavailable");

  private final Issuers issuers;
  private final Ids ids;

  Problems(Issuers issuers, Ids ids) {
    this.issuers = issuers;
    this.ids = ids;
  }

  /**
   * @param authorization the request's header, null if absent
   */
  Problem of(Throwable thrown, String authorization) {
    return switch (thrown) {
      case ProblemException known -> known.problem();
      case UnauthorizedException none -> unauthenticated(authorization);
      case AuthenticationFailedException failed when couldNotAsk(failed) ->
          Problem.unavailable("identity.unavailable", "nobody can say now who you are");
      case AuthenticationFailedException failed -> unauthenticated(authorization);
      case ForbiddenException forbidden -> ofStatus(403);
      case JsonProcessingException json -> ofJson(json);
      case ConstraintViolationException violated -> ofViolations(violated);
      case WebApplicationException web -> ofWeb(web);
      case KeyDestroyed erased ->
          Problem.gone("content.erased", "its key is destroyed; no backup brings it back");
      default -> internal(thrown);
    };
  }

  /** A failure of the HTTP layer that has only a status. */
  Problem ofStatus(int status) {
    var code = CODES.get(status);
    if (code != null) return Problem.of(status, code, null);
    return status < 500
        ? Problem.of(status, "request.refused", null)
        : Problem.of(status, "internal", null);
  }

  Problem unauthenticated(String authorization) {
    return Problem.unauthorized(issuers.problemOf(authorization), null);
  }

  /**
   * Whether the identity provider wasn't reached for its keys: then nothing is known about the
   * token, and the same request may succeed later.
   */
  private static boolean couldNotAsk(Throwable failed) {
    for (var cause = failed.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException || cause instanceof TimeoutException) return true;
      if (NOT_REACHED.equals(cause.getMessage())) return true;
    }
    return false;
  }

  private Problem ofWeb(WebApplicationException web) {
    if (web.getCause() instanceof JsonProcessingException json) return ofJson(json);
    int status = web.getResponse().getStatus();
    return status >= 500 && status != 503 ? internal(web) : ofStatus(status);
  }

  private static Problem ofJson(JsonProcessingException json) {
    for (Throwable cause = json; cause != null; cause = cause.getCause()) {
      if (cause instanceof StreamConstraintsException) {
        return Problem.badRequest("json.too-deep", "JSON nests at most 100 levels");
      }
    }
    return Problem.badRequest("json.malformed", "the body is not the JSON that is expected here");
  }

  /** Names the elements, not their values. */
  private static Problem ofViolations(ConstraintViolationException violated) {
    var paths =
        violated.getConstraintViolations().stream()
            .map(violation -> violation.getPropertyPath().toString())
            .sorted()
            .toList();
    return Problem.badRequest("request.invalid", "not valid: " + String.join(", ", paths));
  }

  private Problem internal(Throwable thrown) {
    var id = ids.next();
    LOG.errorf(Faceless.of(thrown), "internal problem %s", id);
    return Problem.of(500, "internal", "report it with its id").with("id", id);
  }
}
