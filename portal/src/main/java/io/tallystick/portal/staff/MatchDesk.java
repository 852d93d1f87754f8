package io.tallystick.portal.staff;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.portal.errors.FormInput;
import io.tallystick.portal.institutions.Institutions;
import io.tallystick.portal.services.Exchange.Confirmation;
import io.tallystick.portal.services.Exchange.MatchCase;
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

/** A registration clerk says whom another institution means. */
@Path(Desk.AT + "/matches")
@RolesAllowed("registration-clerk")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class MatchDesk {

  private static final String ONE = "{case:[a-f0-9]+}";

  @CheckedTemplate(basePath = "staff")
  static class Templates {
    static native TemplateInstance matches(
        Desk.View desk, List<MatchCase> cases, Institutions names);
  }

  private final Desk desk;
  private final Services services;
  private final Institutions institutions;

  MatchDesk(Desk desk, Services services, Institutions institutions) {
    this.desk = desk;
    this.services = services;
    this.institutions = institutions;
  }

  @GET
  public TemplateInstance waiting(@PathParam("org") String org) {
    return Templates.matches(
        desk.view(org, "matches"), services.exchange(org).matches(), institutions);
  }

  @POST
  @Path(ONE + "/confirm")
  public Response confirm(
      @PathParam("org") String org,
      @PathParam("case") String one,
      @FormParam("patient") String patient) {
    services.exchange(org).confirm(one, new Confirmation(FormInput.required(patient)));
    return back(org);
  }

  @POST
  @Path(ONE + "/reject")
  public Response reject(@PathParam("org") String org, @PathParam("case") String one) {
    services.exchange(org).reject(one);
    return back(org);
  }

  private static Response back(String org) {
    return Response.seeOther(URI.create("/staff/" + org + "/matches")).build();
  }
}
