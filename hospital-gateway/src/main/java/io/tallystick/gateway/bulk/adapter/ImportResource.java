package io.tallystick.gateway.bulk.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.gateway.bulk.app.FollowImport;
import io.tallystick.gateway.bulk.app.FollowImport.Status;
import io.tallystick.gateway.bulk.app.ReceivePart;
import io.tallystick.gateway.bulk.app.StartImport;
import io.tallystick.kit.identity.Caller;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;

/** Bulk publication as NDJSON, after the manner of FHIR's asynchronous requests. */
@Path("/")
@RunOnVirtualThread
public class ImportResource {

  static final String NDJSON = "application/fhir+ndjson";
  private static final String NAME = "[A-Za-z0-9._-]{1,80}";
  private static final String WHOLE = "body";

  private final Caller caller;
  private final StartImport startImport;
  private final ReceivePart receivePart;
  private final FollowImport followImport;

  ImportResource(
      Caller caller, StartImport startImport, ReceivePart receivePart, FollowImport followImport) {
    this.caller = caller;
    this.startImport = startImport;
    this.receivePart = receivePart;
    this.followImport = followImport;
  }

  /** One body is the whole import: taken and started. 202, its status at Content-Location. */
  @POST
  @Path("fhir/$import")
  @Consumes({NDJSON, "application/ndjson", "application/x-ndjson"})
  @Produces(MediaType.APPLICATION_JSON)
  public Response whole(InputStream body) throws IOException {
    caller.requireStaff("records-publisher");
    var jobId = startImport.open(mayRegister());
    receivePart.receive(jobId, WHOLE, body);
    startImport.start(jobId);
    return accepted(followImport.status(jobId));
  }

  /** Opens an import whose parts follow. */
  @POST
  @Path("bulk/imports")
  @Produces(MediaType.APPLICATION_JSON)
  public Response open() {
    caller.requireStaff("records-publisher");
    return accepted(followImport.status(startImport.open(mayRegister())));
  }

  /** The same part again is no other part; one that broke off begins anew. */
  @PUT
  @Path("bulk/imports/{id}/parts/{part: " + NAME + "}")
  @Consumes({NDJSON, "application/ndjson", "application/x-ndjson"})
  @Produces(MediaType.APPLICATION_JSON)
  public ReceivePart.Received part(
      @PathParam("id") String id, @PathParam("part") String part, InputStream body)
      throws IOException {
    caller.requireStaff("records-publisher");
    return receivePart.receive(id, part, body);
  }

  @POST
  @Path("bulk/imports/{id}/start")
  @Produces(MediaType.APPLICATION_JSON)
  public Response start(@PathParam("id") String id) {
    caller.requireStaff("records-publisher");
    startImport.start(id);
    return accepted(followImport.status(id));
  }

  /** 202 while it runs, 200 once every record's root is on the ledger. */
  @GET
  @Path("bulk/imports/{id}")
  @Produces(MediaType.APPLICATION_JSON)
  public Response status(@PathParam("id") String id) {
    caller.requireStaff("records-publisher");
    var status = followImport.status(id);
    return status.state().equals("DONE")
        ? Response.ok(status).build()
        : Response.status(202)
            .header("X-Progress", status.taken() + status.refused() + " of " + status.lines())
            .header("Retry-After", 1)
            .entity(status)
            .build();
  }

  /** An OperationOutcome per line that is done, in the order of the lines. */
  @GET
  @Path("bulk/imports/{id}/outcomes")
  @Produces(NDJSON)
  public Response outcomes(
      @PathParam("id") String id, @QueryParam("after") @DefaultValue("0") long after) {
    caller.requireStaff("records-publisher");
    followImport.status(id);
    return Response.ok(new OutcomeLines(page -> followImport.outcomes(id, page), after)).build();
  }

  private boolean mayRegister() {
    return caller.isStaff("registration-clerk");
  }

  private static Response accepted(Status status) {
    var place = URI.create("/bulk/imports/" + status.importId());
    return Response.accepted(status).header("Content-Location", place).build();
  }
}
