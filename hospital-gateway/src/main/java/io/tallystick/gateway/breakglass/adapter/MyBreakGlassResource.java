package io.tallystick.gateway.breakglass.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.gateway.breakglass.app.ShowBreakGlass;
import io.tallystick.kit.identity.Caller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;

/** Emergency releases of a patient's records: who asked, as what, and why. */
@Path("/me/break-glass")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class MyBreakGlassResource {

  private final Caller caller;
  private final ShowBreakGlass showBreakGlass;
  private final Clock clock;

  MyBreakGlassResource(Caller caller, ShowBreakGlass showBreakGlass, Clock clock) {
    this.caller = caller;
    this.showBreakGlass = showBreakGlass;
    this.clock = clock;
  }

  @GET
  public List<BreakGlassShown> mine(@QueryParam("patient") String patientId) {
    caller.requirePatient();
    return showBreakGlass.ofPatient(caller.subject(), patientId).stream()
        .map(shown -> BreakGlassShown.of(shown, clock.instant()))
        .toList();
  }
}
