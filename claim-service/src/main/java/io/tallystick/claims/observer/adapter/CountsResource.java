package io.tallystick.claims.observer.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.claims.observer.app.CountClaims;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;

/** Figures for whoever watches over the consortium: {@code {"SETTLED": 12, …}}. */
@Path("/claims")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class CountsResource {

  private final CountClaims countClaims;

  CountsResource(CountClaims countClaims) {
    this.countClaims = countClaims;
  }

  @GET
  @Path("counts")
  public Map<String, Long> counts() {
    return countClaims.count();
  }
}
