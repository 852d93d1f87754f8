package io.tallystick.gateway.requests.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.gateway.requests.app.CancelTask;
import io.tallystick.gateway.requests.app.ReadTask;
import io.tallystick.gateway.requests.app.ReceiveTask;
import io.tallystick.gateway.requests.app.SearchTasks;
import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.ledger.Orgs;
import io.tallystick.kit.problem.Problem;
import io.tallystick.kit.sealing.Envelopes;
import io.tallystick.kit.sealing.SealBroken;
import io.tallystick.vocabulary.org.Org;
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
import java.net.URI;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Task;

/** Other institutions' requests for records, as FHIR R4 Tasks after Da Vinci CDex. */
@Path("fhir/Task")
@RunOnVirtualThread
@Produces(FhirJson.MEDIA_TYPE)
public class TaskResource {

  private static final int MOST_A_PAGE = 100;
  private static final String JOSE = "application/jose";

  private final Caller caller;
  private final FhirJson fhir;
  private final TaskReader reader;
  private final TaskWriter writer;
  private final ReceiveTask receiveTask;
  private final ReadTask readTask;
  private final SearchTasks searchTasks;
  private final CancelTask cancelTask;
  private final Orgs orgs;
  private final Envelopes envelopes;

  TaskResource(
      Caller caller,
      FhirJson fhir,
      TaskReader reader,
      TaskWriter writer,
      ReceiveTask receiveTask,
      ReadTask readTask,
      SearchTasks searchTasks,
      CancelTask cancelTask,
      Orgs orgs,
      Envelopes envelopes) {
    this.caller = caller;
    this.fhir = fhir;
    this.reader = reader;
    this.writer = writer;
    this.receiveTask = receiveTask;
    this.readTask = readTask;
    this.searchTasks = searchTasks;
    this.cancelTask = cancelTask;
    this.orgs = orgs;
    this.envelopes = envelopes;
  }

  /** 201 with the Task as it stands, or 200 with the same one sent before. */
  @POST
  @Consumes({FhirJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  public Response ask(byte[] body) {
    var requester = requester();
    var received = receiveTask.receive(requester, reader.read(body, requester), body);
    return Response.status(received.created() ? 201 : 200)
        .location(URI.create("/fhir/Task/" + received.shown().taskId()))
        .entity(fhir.encode(writer.task(received.shown())))
        .build();
  }

  /** The same with the Task sealed to this institution, and the answer sealed to its requester. */
  @POST
  @Consumes(JOSE)
  @Produces(JOSE)
  public Response askSealed(String compact) {
    var requester = requester();
    var body = opened(compact);
    var received = receiveTask.receive(requester, reader.read(body, requester), body);
    return Response.status(received.created() ? 201 : 200)
        .location(URI.create("/fhir/Task/" + received.shown().taskId()))
        .entity(sealed(requester, received.shown()))
        .build();
  }

  @GET
  @Path("{id}")
  @Produces(JOSE)
  public String readSealed(@PathParam("id") String taskId) {
    var requester = requester();
    return sealed(requester, readTask.read(requester, taskId));
  }

  private byte[] opened(String compact) {
    try {
      return envelopes.open(compact);
    } catch (SealBroken broken) {
      throw Problem.badRequest("seal.broken", "not sealed to this institution").exception();
    }
  }

  private String sealed(String requester, ReadTask.Shown shown) {
    return envelopes.seal(requester, fhir.encode(writer.task(shown)));
  }

  /** Where it stands. What the patient allows is released by this, and fetched within a minute. */
  @GET
  @Path("{id}")
  public byte[] read(@PathParam("id") String taskId) {
    return fhir.encode(writer.task(readTask.read(requester(), taskId)));
  }

  /**
   * The caller's own Tasks, latest first.
   *
   * @param status one or more, separated by commas
   */
  @GET
  public byte[] search(
      @QueryParam("status") String status,
      @QueryParam("identifier") String identifier,
      @QueryParam("_count") @DefaultValue("50") int count,
      @QueryParam("_offset") @DefaultValue("0") int offset) {
    if (count < 1 || count > MOST_A_PAGE || offset < 0) {
      throw Problem.badRequest("search.page", "_count is 1 to 100, _offset 0 or more").exception();
    }
    var found = searchTasks.search(requester(), statuses(status), identifier);
    var bundle = new Bundle().setType(Bundle.BundleType.SEARCHSET).setTotal(found.size());
    found.stream()
        .skip(offset)
        .limit(count)
        .map(writer::task)
        .forEach(
            task ->
                bundle
                    .addEntry()
                    .setFullUrl("Task/" + task.getIdPart())
                    .setResource(task)
                    .getSearch()
                    .setMode(Bundle.SearchEntryMode.MATCH));
    return fhir.encode(bundle);
  }

  /** A requester may change one thing: a Task whose status is {@code cancelled} is cancelled. */
  @PUT
  @Path("{id}")
  @Consumes({FhirJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  public byte[] cancel(@PathParam("id") String taskId, byte[] body) {
    var requester = requester();
    if (fhir.parse(body, Task.class).getStatus() != Task.TaskStatus.CANCELLED) {
      throw Problem.unprocessable("task.only-cancel", "Task.status: a requester may cancel a Task")
          .exception();
    }
    return fhir.encode(writer.task(cancelTask.cancel(requester, taskId)));
  }

  private static Set<String> statuses(String given) {
    if (given == null || given.isBlank()) return Set.of();
    return Arrays.stream(given.split(",")).collect(Collectors.toSet());
  }

  /** A hospital or an insurer; a regulator never sees records. */
  private String requester() {
    caller.requirePartner();
    boolean mayAsk =
        orgs.byId(caller.orgId())
            .filter(o -> o.role() == Org.Role.HOSPITAL || o.role() == Org.Role.INSURER)
            .isPresent();
    caller.require(mayAsk, "hospitals and insurers ask for records");
    return caller.orgId();
  }
}
