package io.tallystick.portal.patient;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.portal.institutions.Institutions;
import io.tallystick.portal.services.Emergencies.BreakGlass;
import io.tallystick.portal.services.Records.Access;
import io.tallystick.portal.services.Services;
import io.tallystick.portal.words.Words;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;

/** Who saw, or was refused, a patient's records: when, what for and under which consent. */
@Path(PatientPaths.AT + "/accesses")
@RolesAllowed("patient")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class AccessPages {

  @CheckedTemplate(basePath = "patient")
  static class Templates {
    static native TemplateInstance accesses(
        Profiles.View view,
        List<Access> accesses,
        List<BreakGlass> emergencies,
        Institutions names,
        Words words);
  }

  private final Profiles profiles;
  private final Services services;
  private final Institutions institutions;
  private final Words words;

  AccessPages(Profiles profiles, Services services, Institutions institutions, Words words) {
    this.profiles = profiles;
    this.services = services;
    this.institutions = institutions;
    this.words = words;
  }

  @GET
  public TemplateInstance show(
      @PathParam("hospital") String hospital, @PathParam("patient") String patient) {
    return Templates.accesses(
        profiles.view(hospital, patient, "accesses"),
        services.records(hospital).accesses(patient),
        services.emergencies(hospital).ofPatient(patient),
        institutions,
        words);
  }

  /** What was told counts as read. */
  @POST
  @Path("seen")
  public Response seen(
      @PathParam("hospital") String hospital, @PathParam("patient") String patient) {
    var view = profiles.view(hospital, patient, "accesses");
    services.emergencies(hospital).seen(patient);
    return Response.seeOther(URI.create(view.me().path() + "/accesses")).build();
  }
}
