package io.tallystick.gateway.notices.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.gateway.notices.app.PatientNotices.Notice;
import io.tallystick.gateway.notices.app.ReadNotices;
import io.tallystick.kit.identity.Caller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What a patient is told: an emergency access, what became of released records. */
@Path("/me/notices")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class NoticeResource {

  private final Caller caller;
  private final ReadNotices readNotices;

  NoticeResource(Caller caller, ReadNotices readNotices) {
    this.caller = caller;
    this.readNotices = readNotices;
  }

  @GET
  public List<Notice> notices(@QueryParam("patient") String patientId) {
    caller.requirePatient();
    return readNotices.read(caller.subject(), patientId);
  }

  @POST
  @Path("seen")
  public void seen(@QueryParam("patient") String patientId) {
    caller.requirePatient();
    readNotices.seen(caller.subject(), patientId);
  }
}
