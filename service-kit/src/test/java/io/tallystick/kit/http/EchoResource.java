package io.tallystick.kit.http;

import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.identity.Caller;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.Map;
import org.hl7.fhir.r4.model.Patient;

/** A small service's resource, to see from outside what the kit makes of requests. */
@Path("/echo")
public class EchoResource {

  public record Line(String name, int count) {}

  private final Caller caller;
  private final FhirJson fhir;

  EchoResource(Caller caller, FhirJson fhir) {
    this.caller = caller;
    this.fhir = fhir;
  }

  @GET
  @Path("/caller")
  public Map<String, String> caller() {
    return Map.of(
        "kind", caller.kind().name(),
        "org", String.valueOf(caller.orgId()),
        "subject", caller.subject());
  }

  @GET
  @Path("/desk")
  public String desk() {
    caller.requireStaff("billing-clerk");
    return "served";
  }

  @GET
  @Path("/fault")
  public String fault() {
    throw new IllegalStateException("Jane Doe has the flu");
  }

  @POST
  @Path("/line")
  public Line line(Line line) {
    return line;
  }

  @POST
  @Path("/patient")
  @Consumes({FhirJson.MEDIA_TYPE, "application/json"})
  @Produces(FhirJson.MEDIA_TYPE)
  public byte[] patient(byte[] body) {
    return fhir.encode(fhir.parse(body, Patient.class));
  }
}
