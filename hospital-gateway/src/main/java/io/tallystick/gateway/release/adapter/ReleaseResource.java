package io.tallystick.gateway.release.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.gateway.release.app.FetchRelease;
import io.tallystick.kit.identity.Caller;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;

/** Where another institution's service fetches what was released to it. */
@Path("/")
@RunOnVirtualThread
public class ReleaseResource {

  private final Caller caller;
  private final FetchRelease fetchRelease;

  ReleaseResource(Caller caller, FetchRelease fetchRelease) {
    this.caller = caller;
    this.fetchRelease = fetchRelease;
  }

  @GET
  @Path("releases/{decisionId}")
  @Produces("application/jose")
  public String fetch(@PathParam("decisionId") String decisionId) {
    caller.requirePartner();
    return fetchRelease.fetch(caller.orgId(), decisionId);
  }
}
