package io.tallystick.claims.status.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.claims.status.app.FindClaims;
import io.tallystick.claims.status.app.ShowTimeline;
import io.tallystick.claims.status.domain.ClaimSummary;
import io.tallystick.claims.status.domain.Timeline;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;

/** Where claims are. */
@Path("/claims")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ClaimsResource {

  private static final int MOST = 1000;

  private final FindClaims findClaims;
  private final ShowTimeline showTimeline;

  ClaimsResource(FindClaims findClaims, ShowTimeline showTimeline) {
    this.findClaims = findClaims;
    this.showTimeline = showTimeline;
  }

  /** Newest change first; {@code limit} is 100 unless told, 1,000 at most. */
  @GET
  public List<ClaimSummary> find(
      @QueryParam("state") String state,
      @QueryParam("patient") String patientId,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    return findClaims.find(
        Optional.ofNullable(state), Optional.ofNullable(patientId), Math.clamp(limit, 1, MOST));
  }

  @GET
  @Path("{claimId}/timeline")
  public Timeline timeline(@PathParam("claimId") String claimId) {
    return showTimeline.show(claimId);
  }
}
