package io.tallystick.insurer.membership.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.insurer.membership.app.EnrolMember;
import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.problem.Problem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.hl7.fhir.r4.model.Coverage;

/** Enrolment as FHIR R4 Coverage. */
@Path("/fhir/Coverage")
@RunOnVirtualThread
public class CoverageResource {

  private final Caller caller;
  private final FhirJson fhir;
  private final EnrolMember enrolMember;

  public CoverageResource(Caller caller, FhirJson fhir, EnrolMember enrolMember) {
    this.caller = caller;
    this.fhir = fhir;
    this.enrolMember = enrolMember;
  }

  @POST
  @Consumes({FhirJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  @Produces(FhirJson.MEDIA_TYPE)
  public Response enrol(byte[] body) {
    caller.requireStaff("plan-manager");
    var resource = fhir.parse(body, Coverage.class);
    return switch (enrolMember.enrol(CoverageDocument.read(resource))) {
      case EnrolMember.Outcome.Enrolled(var coverage) ->
          answer(201, resource, coverage.coverageId());
      case EnrolMember.Outcome.AlreadyEnrolled(var coverage) ->
          answer(200, resource, coverage.coverageId());
      case EnrolMember.Outcome.UnknownPlan() ->
          throw Problem.unprocessable("plan.unknown", "this insurer has no such plan").exception();
      case EnrolMember.Outcome.AnotherPerson() ->
          throw Problem.conflict("member.mismatch", "the member id is somebody else's").exception();
    };
  }

  private Response answer(int status, Coverage coverage, String id) {
    coverage.setId(id);
    return Response.status(status)
        .location(URI.create("/fhir/Coverage/" + id))
        .entity(fhir.encode(coverage))
        .build();
  }
}
