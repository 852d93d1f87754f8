package io.tallystick.portal.services;

import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.ext.ResponseExceptionMapper;

/** Turns a service's problem+json into a {@link ServiceProblem}; anything else gets its status. */
class ProblemReader implements ResponseExceptionMapper<ServiceProblem> {

  record Problem(String code, String title, String detail) {}

  @Override
  public boolean handles(int status, MultivaluedMap<String, Object> headers) {
    return status >= 300;
  }

  @Override
  public ServiceProblem toThrowable(Response response) {
    int status = response.getStatus();
    var problem = problemIn(response);
    if (problem == null || problem.code() == null) {
      return new ServiceProblem(
          status, status >= 500 ? "service.unreachable" : "http." + status, null);
    }
    return new ServiceProblem(
        status, problem.code(), problem.detail() == null ? problem.title() : problem.detail());
  }

  private static Problem problemIn(Response response) {
    var type = response.getMediaType();
    if (type == null || !type.getSubtype().endsWith("json")) return null;
    try {
      return response.readEntity(Problem.class);
    } catch (ProcessingException notAProblem) {
      return null;
    }
  }
}
