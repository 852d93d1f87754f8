package io.tallystick.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ValidationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** The one mapper from exceptions to problem+json. */
class ProblemMapper {

  private final Problems problems;

  ProblemMapper(Problems problems) {
    this.problems = problems;
  }

  /** The named types are those that Quarkus would map by itself. */
  @ServerExceptionMapper({
    Throwable.class,
    ProblemException.class,
    UnauthorizedException.class,
    AuthenticationFailedException.class,
    ForbiddenException.class,
    JsonProcessingException.class,
    MismatchedInputException.class,
    ConstraintViolationException.class,
    ValidationException.class,
    NotFoundException.class,
    WebApplicationException.class
  })
  Response map(Throwable thrown, HttpHeaders headers) {
    var problem = problems.of(thrown, headers.getHeaderString(HttpHeaders.AUTHORIZATION));
    var response =
        Response.status(problem.status())
            .type(Problem.MEDIA_TYPE)
            .entity(ProblemBody.json(problem));
    if (problem.status() == 401) response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    return response.build();
  }
}
