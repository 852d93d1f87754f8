package io.tallystick.portal.patient;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
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

  PatientHome(Profiles profiles) {
    this.profiles = profiles;
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
}
