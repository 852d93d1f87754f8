package io.tallystick.portal.staff;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.portal.errors.FormInput;
import io.tallystick.portal.institutions.Institutions;
import io.tallystick.portal.services.Appeals.Entry;
import io.tallystick.portal.services.Appeals.File;
import io.tallystick.portal.services.Appeals.Ruling;
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
import java.util.Set;
import java.util.stream.Collectors;

/** An adjudicator decides again what a hospital or a patient contests. */
@Path(Desk.AT + "/appeals")
@RolesAllowed("adjudicator")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class AppealDesk {

  @CheckedTemplate(basePath = "staff")
  static class Templates {
    static native TemplateInstance appeals(
        Desk.View desk, List<Entry> appeals, boolean decided, Institutions names);

    static native TemplateInstance appeal(
        Desk.View desk, File file, Institutions names, Words words);
  }

  private final Desk desk;
  private final Services services;
  private final Institutions institutions;
  private final Words words;

  AppealDesk(Desk desk, Services services, Institutions institutions, Words words) {
    this.desk = desk;
    this.services = services;
    this.institutions = institutions;
    this.words = words;
  }

  @GET
  public TemplateInstance list(
      @PathParam("org") String org, @QueryParam("decided") boolean decided) {
    var waiting = services.appeals(org).waiting();
    return Templates.appeals(desk.view(org, "appeals"), waiting, decided, institutions);
  }

  @GET
  @Path(Desk.CLAIM)
  public TemplateInstance one(@PathParam("org") String org, @PathParam("claim") String claim) {
    var file = services.appeals(org).one(claim);
    return Templates.appeal(desk.view(org, "appeals"), file, institutions, words);
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
    services.appeals(org).decide(claim, new Ruling(sequences(granted), FormInput.required(note)));
    return Response.seeOther(URI.create("/staff/" + org + "/appeals?decided=true")).build();
  }

  static Set<Integer> sequences(List<String> granted) {
    if (granted == null) return Set.of();
    return granted.stream()
        .map(sequence -> FormInput.between(1, Integer.MAX_VALUE, sequence))
        .collect(Collectors.toSet());
  }
}
