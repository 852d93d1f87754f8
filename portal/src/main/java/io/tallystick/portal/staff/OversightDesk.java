package io.tallystick.portal.staff;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.portal.institutions.Institutions;
import io.tallystick.portal.services.Oversight.BreakGlass;
import io.tallystick.portal.services.Oversight.MissingReceipt;
import io.tallystick.portal.services.Oversight.OverdueDecision;
import io.tallystick.portal.services.Services;
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

/**
 * What institutions owe: decisions, receipts after revocations, reviews of emergencies; never a
 * patient.
 */
@Path(Desk.AT + "/oversight")
@RolesAllowed("regulator")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class OversightDesk {

  @CheckedTemplate(basePath = "staff")
  static class Templates {
    static native TemplateInstance oversight(
        Desk.View desk,
        List<OverdueDecision> decisions,
        List<MissingReceipt> receipts,
        List<BreakGlass> releases,
        Institutions names);
  }

  private final Desk desk;
  private final Services services;
  private final Institutions institutions;

  OversightDesk(Desk desk, Services services, Institutions institutions) {
    this.desk = desk;
    this.services = services;
    this.institutions = institutions;
  }

  @GET
  public TemplateInstance show(@PathParam("org") String org) {
    var oversight = services.oversight(org);
    return Templates.oversight(
        desk.view(org, "oversight"),
        oversight.overdueDecisions(),
        oversight.missingReceipts(),
        oversight.breakGlass(),
        institutions);
  }

  /** An appeal that its payer let lie goes to the Authority's reviewers. */
  @POST
  @Path(Desk.CLAIM + "/pass-to-review")
  public Response passToReview(@PathParam("org") String org, @PathParam("claim") String claim) {
    services.oversight(org).passToReview(claim);
    return Response.seeOther(URI.create("/staff/" + org + "/oversight")).build();
  }
}
