package io.tallystick.portal.staff;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.portal.institutions.Institutions;
import io.tallystick.portal.services.ClaimService.ClaimSummary;
import io.tallystick.portal.services.ClaimService.Timeline;
import io.tallystick.portal.services.Services;
import io.tallystick.portal.words.Words;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A regulator sees the ledger's facts about claims: states, outcomes, times; never a patient. */
@Path(Desk.AT + "/ledger")
@RolesAllowed("regulator")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class RegulatorDesk {

  private static final int MOST_SHOWN = 200;

  @CheckedTemplate(basePath = "staff")
  static class Templates {
    static native TemplateInstance ledger(
        Desk.View desk, List<ClaimSummary> claims, Map<String, Long> counts, Institutions names);

    static native TemplateInstance ledgerClaim(
        Desk.View desk, Timeline claim, Institutions names, Words words);
  }

  private final Desk desk;
  private final Services services;
  private final Institutions institutions;
  private final Words words;

  RegulatorDesk(Desk desk, Services services, Institutions institutions, Words words) {
    this.desk = desk;
    this.services = services;
    this.institutions = institutions;
    this.words = words;
  }

  @GET
  public TemplateInstance show(@PathParam("org") String org) {
    var claims = services.claims(org).claims(null, MOST_SHOWN);
    var counts = new TreeMap<>(services.claims(org).counts());
    return Templates.ledger(desk.view(org, "ledger"), claims, counts, institutions);
  }

  @GET
  @Path(Desk.CLAIM)
  public TemplateInstance one(@PathParam("org") String org, @PathParam("claim") String claim) {
    return Templates.ledgerClaim(
        desk.view(org, "ledger"), services.claims(org).timeline(claim), institutions, words);
  }
}
