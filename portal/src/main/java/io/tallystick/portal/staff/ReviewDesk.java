package io.tallystick.portal.staff;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.portal.errors.FormInput;
import io.tallystick.portal.institutions.Institutions;
import io.tallystick.portal.services.Emergencies.BreakGlass;
import io.tallystick.portal.services.Emergencies.Review;
import io.tallystick.portal.services.Services;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** The privacy officer says of each emergency release whether it was justified. */
@Path(Desk.AT + "/reviews")
@RolesAllowed("privacy-officer")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class ReviewDesk {

  private static final Set<String> VERDICTS = Set.of("JUSTIFIED", "UNJUSTIFIED");

  @CheckedTemplate(basePath = "staff")
  static class Templates {
    static native TemplateInstance reviews(
        Desk.View desk, List<BreakGlass> releases, Institutions names);
  }

  private final Desk desk;
  private final Services services;
  private final Institutions institutions;

  ReviewDesk(Desk desk, Services services, Institutions institutions) {
    this.desk = desk;
    this.services = services;
    this.institutions = institutions;
  }

  @GET
  public TemplateInstance show(@PathParam("org") String org) {
    return Templates.reviews(
        desk.view(org, "reviews"), services.emergencies(org).all(), institutions);
  }

  @POST
  @Path("{id:[0-9a-f]{32}}")
  public Response review(
      @PathParam("org") String org,
      @PathParam("id") String accessId,
      @FormParam("verdict") String verdict,
      @FormParam("note") String note) {
    services
        .emergencies(org)
        .review(accessId, new Review(FormInput.oneOf(VERDICTS, verdict), FormInput.required(note)));
    return Response.seeOther(URI.create(desk.view(org, "reviews").path() + "/reviews")).build();
  }
}
