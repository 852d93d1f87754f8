package io.tallystick.claims.patientview.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.claims.patientview.app.FindMyClaims;
import io.tallystick.claims.status.domain.ClaimSummary;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.util.List;
import java.util.Optional;

/** A patient's own view. */
@Path("/me/claims")
@RunOnVirtualThread
public class MyClaimsResource {

  private final FindMyClaims findMyClaims;
  private final ClaimStreams streams;

  MyClaimsResource(FindMyClaims findMyClaims, ClaimStreams streams) {
    this.findMyClaims = findMyClaims;
    this.streams = streams;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public List<ClaimSummary> mine(@QueryParam("patient") String patientId) {
    return findMyClaims.find(Optional.ofNullable(patientId));
  }

  /** Server-sent events {@code claim}: each is a claim of the list above, once it changed. */
  @GET
  @Path("stream")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void stream(
      @QueryParam("patient") String patientId, @Context SseEventSink sink, @Context Sse sse) {
    streams.open(findMyClaims.scope(Optional.ofNullable(patientId)), sink, sse);
  }
}
