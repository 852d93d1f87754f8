package io.tallystick.portal.staff;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.portal.signout.SignOut;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/** After sign-in: to the first desk of one's roles. */
@Path(Desk.AT)
@Authenticated
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class StaffHome {

  @CheckedTemplate(basePath = "staff")
  static class Templates {
    static native TemplateInstance nothing(Desk.View desk);
  }

  private final Desk desk;
  private final SignOut signOut;

  StaffHome(Desk desk, SignOut signOut) {
    this.desk = desk;
    this.signOut = signOut;
  }

  @GET
  public Response show(@PathParam("org") String org) {
    var view = desk.view(org, "");
    return view.links().stream()
        .findFirst()
        .map(l -> Response.seeOther(URI.create(view.path() + "/" + l.path())).build())
        .orElseGet(() -> Response.ok(Templates.nothing(view)).build());
  }

  @POST
  @Path("sign-out")
  public TemplateInstance signOut(@Context UriInfo here) {
    return signOut.leave(here);
  }
}
