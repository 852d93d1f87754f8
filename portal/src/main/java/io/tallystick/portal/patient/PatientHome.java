package io.tallystick.portal.patient;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.portal.signout.SignOut;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/**
 * After sign-in: straight to the claims if there is one patient, else the choice, else enrolment.
 */
@Path("/patient")
@RolesAllowed("patient")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class PatientHome {

  @CheckedTemplate(basePath = "patient")
  static class Templates {
    static native TemplateInstance home(Profiles.All all);
  }

  private final Profiles profiles;
  private final SignOut signOut;

  PatientHome(Profiles profiles, SignOut signOut) {
    this.profiles = profiles;
    this.signOut = signOut;
  }

  @GET
  public Response show() {
    var all = profiles.all();
    if (all.isEmpty()) return to("/patient/enrol");
    boolean onlyOne = all.profiles().size() == 1 && all.waiting().isEmpty();
    return onlyOne && all.silent().isEmpty()
        ? to(all.profiles().getFirst().path() + "/claims")
        : Response.ok(Templates.home(all)).build();
  }

  private static Response to(String path) {
    return Response.seeOther(URI.create(path)).build();
  }

  @POST
  @Path("sign-out")
  @Authenticated
  public TemplateInstance signOut(@Context UriInfo here) {
    return signOut.leave(here);
  }
}
