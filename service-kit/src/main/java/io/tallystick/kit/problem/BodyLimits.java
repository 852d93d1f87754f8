package io.tallystick.kit.problem;

import io.quarkus.arc.All;
import io.tallystick.kit.fhir.FhirJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** How large a body may be, by its path. */
@ApplicationScoped
class BodyLimits {

  private final List<BodyLimit> exceptions;

  BodyLimits(@All List<BodyLimit> exceptions) {
    this.exceptions = exceptions;
  }

  long of(String path) {
    return exceptions.stream()
        .filter(each -> each.appliesTo(path))
        .mapToLong(BodyLimit::bytes)
        .findFirst()
        .orElse(FhirJson.MAX_BYTES);
  }

  static ProblemException tooLarge(long most) {
    return Problem.of(413, "body.too-large", "a body is at most " + (most >> 20) + " MiB")
        .exception();
  }
}
