package io.tallystick.claims.patientview.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.claims.patientview.app.FindMyClaims;
import io.tallystick.claims.status.domain.ClaimSummary;
import io.tallystick.kit.identity.Caller;
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

  private final Caller caller;
  private final FindMyClaims findMyClaims;
  private final ClaimStreams streams;

  MyClaimsResource(Caller caller, FindMyClaims findMyClaims, ClaimStreams streams) {
    this.caller = caller;
    this.findMyClaims = findMyClaims;
    this.streams = streams;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public List<ClaimSummary> mine(@QueryParam("patient") String patientId) {
    return findMyClaims.find(Optional.ofNullable(patientId));
  }

  /**
   * Server-sent events {@code claim}: each is a claim of the list above, once it changed. 429
   * {@code stream.too-many} beyond the streams that a person, or all, may have open.
   */
  @GET
  @Path("stream")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  public void stream(
      @QueryParam("patient") String patientId, @Context SseEventSink sink, @Context Sse sse) {
    var scope = findMyClaims.scope(Optional.ofNullable(patientId));
    streams.open(caller.subject(), scope, sink, sse);
  }
}
