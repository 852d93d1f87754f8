package io.tallystick.portal.staff;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.portal.errors.FormInput;
import io.tallystick.portal.institutions.Institutions;
import io.tallystick.portal.services.ClaimService.Answer;
import io.tallystick.portal.services.ClaimService.Appeal;
import io.tallystick.portal.services.ClaimService.Cancellation;
import io.tallystick.portal.services.ClaimService.ClaimSummary;
import io.tallystick.portal.services.ClaimService.Timeline;
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

/** A billing clerk follows the hospital's claims, answers the payer, withdraws a claim. */
@Path(Desk.AT + "/claims")
@RolesAllowed("billing-clerk")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class ClaimDesk {

  private static final int MOST_SHOWN = 200;

  @CheckedTemplate(basePath = "staff")
  static class Templates {
    static native TemplateInstance claims(
        Desk.View desk, List<ClaimSummary> claims, String state, Institutions names);

    static native TemplateInstance claim(
        Desk.View desk, Timeline claim, Institutions names, Words words);
  }

  private final Desk desk;
  private final Services services;
  private final Institutions institutions;
  private final Words words;

  ClaimDesk(Desk desk, Services services, Institutions institutions, Words words) {
    this.desk = desk;
    this.services = services;
    this.institutions = institutions;
    this.words = words;
  }

  @GET
  public TemplateInstance list(@PathParam("org") String org, @QueryParam("state") String state) {
    return Templates.claims(
        desk.view(org, "claims"),
        services.claims(org).claims(state, MOST_SHOWN),
        state,
        institutions);
  }

  @GET
  @Path(Desk.CLAIM)
  public TemplateInstance one(@PathParam("org") String org, @PathParam("claim") String claim) {
    return Templates.claim(
        desk.view(org, "claims"), services.claims(org).timeline(claim), institutions, words);
  }

  @POST
  @Path(Desk.CLAIM + "/answer")
  public Response answer(
      @PathParam("org") String org,
      @PathParam("claim") String claim,
      @FormParam("text") String text) {
    services.claims(org).answer(claim, new Answer(FormInput.required(text)));
    return backTo(org, claim);
  }

  @POST
  @Path(Desk.CLAIM + "/cancel")
  public Response cancel(
      @PathParam("org") String org,
      @PathParam("claim") String claim,
      @FormParam("reason") String reason) {
    services.claims(org).cancel(claim, new Cancellation(FormInput.required(reason)));
    return backTo(org, claim);
  }

  /** To the payer, and after its decision to the Authority. */
  @POST
  @Path(Desk.CLAIM + "/appeal")
  public Response appeal(
      @PathParam("org") String org,
      @PathParam("claim") String claim,
      @FormParam("text") String text) {
    services.claims(org).appeal(claim, new Appeal(FormInput.required(text)));
    return backTo(org, claim);
  }

  private static Response backTo(String org, String claim) {
    return Response.seeOther(URI.create("/staff/" + org + "/claims/" + claim)).build();
  }
}
