package io.tallystick.gateway.enrolment.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.gateway.enrolment.app.EndKey;
import io.tallystick.gateway.enrolment.app.ListKeys;
import io.tallystick.gateway.enrolment.domain.EndReason;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.problem.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** A patient's keys over HTTP: which there are, what happened to them, and their end. */
@Path("/")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class KeyResource {

  /**
   * @param reason {@code LOST}, {@code REPLACED}, {@code ROLE_OVER} or {@code MISUSED}
   */
  public record End(String reason) {}

  public record Ended(String enrolmentId, String state) {}

  private final Caller caller;
  private final ListKeys listKeys;
  private final EndKey endKey;

  KeyResource(Caller caller, ListKeys listKeys, EndKey endKey) {
    this.caller = caller;
    this.listKeys = listKeys;
    this.endKey = endKey;
  }

  @GET
  @Path("me/keys")
  public ListKeys.Keys mine(@QueryParam("patient") String patientId) {
    caller.requirePatient();
    return listKeys.ofPatient(caller.subject(), patientId);
  }

  /** What the caller was told of this patient's keys up to now is read. */
  @POST
  @Path("me/keys/seen")
  public void seen(@QueryParam("patient") String patientId) {
    caller.requirePatient();
    listKeys.seen(caller.subject(), patientId);
  }

  /** Ends one's own key; or, for the patient in person, anybody's that acts for them. */
  @POST
  @Path("me/keys/{enrolmentId}/end")
  public Ended end(@PathParam("enrolmentId") String enrolmentId, End end) {
    caller.requirePatient();
    endKey.end(caller.subject(), enrolmentId, reason(end == null ? null : end.reason()));
    return new Ended(enrolmentId, "REVOKED");
  }

  /** For a clerk: who a patient is, and all keys that were ever attested. */
  @GET
  @Path("patients/{patientId}/keys")
  public ListKeys.PatientFile ofPatient(@PathParam("patientId") String patientId) {
    caller.requireStaff("registration-clerk");
    return listKeys.forClerk(patientId);
  }

  /** Without a reason the worst is assumed. */
  static EndReason reason(String name) {
    if (name == null) return EndReason.MISUSED;
    return EndReason.of(name)
        .orElseThrow(
            () ->
                Problem.unprocessable(
                        "enrolment.end-reason", "LOST, REPLACED, ROLE_OVER or MISUSED")
                    .exception());
  }
}
