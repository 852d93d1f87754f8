package io.tallystick.gateway.common;

import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.json.CanonicalJson;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** A refusal as problem+json, or as an OperationOutcome for whoever accepts FHIR. */
public final class FhirProblems {

  public static Response response(Problem problem, HttpHeaders asked) {
    boolean fhir =
        asked.getAcceptableMediaTypes().stream()
            .map(MediaType::toString)
            .anyMatch(type -> type.startsWith(FhirJson.MEDIA_TYPE));
    return Response.status(problem.status())
        .type(fhir ? FhirJson.MEDIA_TYPE : Problem.MEDIA_TYPE)
        .entity(fhir ? outcome(problem) : problem.body())
        .build();
  }

  private static byte[] outcome(Problem problem) {
    var issues = OperationOutcomes.issues(problem.code(), problem.detail(), problem.members());
    return CanonicalJson.bytes(Map.of("resourceType", "OperationOutcome", "issue", issues));
  }

  private FhirProblems() {}
}
