package io.tallystick.portal.staff;

import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.portal.errors.FormInput;
import io.tallystick.portal.institutions.Institutions;
import io.tallystick.portal.services.SecondAppeals.Ruling;
import io.tallystick.portal.services.Services;
import io.tallystick.portal.words.Words;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;

/** An independent reviewer of the Authority decides what the payer's own word didn't settle. */
@Path(Desk.AT + "/second-appeals")
@RolesAllowed("reviewer")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class SecondAppealDesk {

  private static final String HERE = "second-appeals";

  private final Desk desk;
  private final Services services;
  private final Institutions institutions;
  private final Words words;

  SecondAppealDesk(Desk desk, Services services, Institutions institutions, Words words) {
    this.desk = desk;
    this.services = services;
    this.institutions = institutions;
    this.words = words;
  }

  @GET
  public TemplateInstance list(
      @PathParam("org") String org, @QueryParam("decided") boolean decided) {
    var waiting = services.secondAppeals(org).waiting();
    return AppealDesk.Templates.appeals(desk.view(org, HERE), waiting, decided, institutions);
  }

  @GET
  @Path(Desk.CLAIM)
  public TemplateInstance one(@PathParam("org") String org, @PathParam("claim") String claim) {
    var file = services.secondAppeals(org).one(claim).shown();
    return AppealDesk.Templates.appeal(desk.view(org, HERE), file, institutions, words);
  }

  /**
   * @param granted sequences of the lines that are paid after all; none upholds every denial
   */
  @POST
  @Path(Desk.CLAIM + "/decide")
  public Response decide(
      @PathParam("org") String org,
      @PathParam("claim") String claim,
      @FormParam("grant") List<String> granted,
      @FormParam("note") String note) {
    var ruling = new Ruling(AppealDesk.sequences(granted), FormInput.required(note));
    services.secondAppeals(org).decide(claim, ruling);
    return Response.seeOther(URI.create("/staff/" + org + "/" + HERE + "?decided=true")).build();
  }
}
