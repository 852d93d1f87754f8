package io.tallystick.portal.staff;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.portal.errors.FormInput;
import io.tallystick.portal.institutions.Institutions;
import io.tallystick.portal.services.InsurerService.Case;
import io.tallystick.portal.services.InsurerService.Decision;
import io.tallystick.portal.services.InsurerService.LineDecision;
import io.tallystick.portal.services.InsurerService.Queued;
import io.tallystick.portal.services.InsurerService.Wanted;
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
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Set;

/** An adjudicator decides what the plan's rules couldn't, line by line. */
@Path(Desk.AT + "/queue")
@RolesAllowed("adjudicator")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class AdjudicationDesk {

  private static final Set<String> DECISIONS = Set.of("allow", "deny");
  private static final String DENY = "deny";

  @CheckedTemplate(basePath = "staff")
  static class Templates {
    static native TemplateInstance queue(
        Desk.View desk,
        List<Queued> queue,
        boolean decided,
        boolean asked,
        Institutions names,
        Words words);

    static native TemplateInstance decide(
        Desk.View desk, Case one, Institutions names, Words words);
  }

  private final Desk desk;
  private final Services services;
  private final Institutions institutions;
  private final Words words;

  AdjudicationDesk(Desk desk, Services services, Institutions institutions, Words words) {
    this.desk = desk;
    this.services = services;
    this.institutions = institutions;
    this.words = words;
  }

  @GET
  public TemplateInstance queue(
      @PathParam("org") String org,
      @QueryParam("decided") boolean decided,
      @QueryParam("asked") boolean asked) {
    var queue = services.insurer(org).queue();
    return Templates.queue(desk.view(org, "queue"), queue, decided, asked, institutions, words);
  }

  @GET
  @Path(Desk.CLAIM)
  public TemplateInstance one(@PathParam("org") String org, @PathParam("claim") String claim) {
    return Templates.decide(
        desk.view(org, "queue"), services.insurer(org).one(claim), institutions, words);
  }

  /** Fields come per line: {@code decision-<sequence>} and {@code carc-<sequence>}. */
  @POST
  @Path(Desk.CLAIM + "/decide")
  public Response decide(
      @PathParam("org") String org,
      @PathParam("claim") String claim,
      MultivaluedMap<String, String> form) {
    var insurer = services.insurer(org);
    var lines = insurer.one(claim).lines().stream().map(l -> decision(l.sequence(), form)).toList();
    insurer.decide(claim, new Decision(lines, FormInput.required(form.getFirst("note"))));
    return Response.seeOther(URI.create("/staff/" + org + "/queue?decided=true")).build();
  }

  /** The claim leaves the queue until the hospital has answered. */
  @POST
  @Path(Desk.CLAIM + "/evidence")
  public Response ask(
      @PathParam("org") String org,
      @PathParam("claim") String claim,
      @FormParam("kind") List<String> kinds) {
    if (kinds == null || kinds.isEmpty()) throw FormInput.incomplete();
    kinds.forEach(kind -> FormInput.oneOf(words.classes().keySet(), kind));
    services.insurer(org).ask(claim, new Wanted(kinds));
    return Response.seeOther(URI.create("/staff/" + org + "/queue?asked=true")).build();
  }

  private LineDecision decision(int sequence, MultivaluedMap<String, String> form) {
    var decision = FormInput.oneOf(DECISIONS, form.getFirst("decision-" + sequence));
    var carc =
        DENY.equals(decision)
            ? FormInput.oneOf(words.carc().keySet(), form.getFirst("carc-" + sequence))
            : null;
    return new LineDecision(sequence, decision, carc);
  }
}
