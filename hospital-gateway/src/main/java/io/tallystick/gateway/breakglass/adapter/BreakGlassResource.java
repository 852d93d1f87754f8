package io.tallystick.gateway.breakglass.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.gateway.breakglass.app.BreakTheGlass;
import io.tallystick.gateway.breakglass.app.ReadReceived;
import io.tallystick.gateway.breakglass.app.ReceivedRecords.Received;
import io.tallystick.gateway.breakglass.domain.EmergencyRequest;
import io.tallystick.gateway.breakglass.domain.EmergencyRequest.Wanted;
import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.problem.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;

/** Emergency access for this hospital's clinicians to another hospital's records. */
@Path("/break-glass")
@RunOnVirtualThread
public class BreakGlassResource {

  /**
   * @param custodian org id of the hospital that is asked
   * @param purpose {@code ETREAT} or {@code BTG}; the latter if absent
   */
  public record Asked(
      String custodian,
      Wanted patient,
      String purpose,
      String reason,
      String role,
      List<String> classes) {}

  private final Caller caller;
  private final BreakTheGlass breakTheGlass;
  private final ReadReceived readReceived;
  private final Ids ids;

  BreakGlassResource(
      Caller caller, BreakTheGlass breakTheGlass, ReadReceived readReceived, Ids ids) {
    this.caller = caller;
    this.breakTheGlass = breakTheGlass;
    this.readReceived = readReceived;
    this.ids = ids;
  }

  /** 201 with the records at hand; it never waits for the ledger. */
  @POST
  @Produces(MediaType.APPLICATION_JSON)
  public Response ask(Asked asked) {
    caller.requireStaff("clinician");
    if (asked == null) {
      throw Problem.badRequest("break-glass.incomplete", "a body says whose and why").exception();
    }
    var request =
        new EmergencyRequest(
            ids.next(),
            asked.patient(),
            asked.purpose() == null ? "BTG" : asked.purpose(),
            asked.reason(),
            caller.username(),
            asked.role(),
            asked.classes());
    var received = breakTheGlass.ask(asked.custodian(), request, caller.subject());
    return Response.status(201).entity(received).build();
  }

  /** The clinician's own; a privacy officer's list is everybody's. */
  @GET
  @Path("received")
  @Produces(MediaType.APPLICATION_JSON)
  public List<Received> received() {
    caller.requireStaff("clinician", "privacy-officer");
    return readReceived.list(caller.isStaff("privacy-officer") ? null : caller.subject());
  }

  @GET
  @Path("received/{decisionId}")
  @Produces(FhirJson.MEDIA_TYPE)
  public byte[] open(@PathParam("decisionId") String decisionId) {
    caller.requireStaff("clinician");
    var released = readReceived.open(caller.subject(), decisionId);
    return ReleasedBundle.of(released);
  }
}
