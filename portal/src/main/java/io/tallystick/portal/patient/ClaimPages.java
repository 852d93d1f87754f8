package io.tallystick.portal.patient;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.portal.errors.FormInput;
import io.tallystick.portal.institutions.Institutions;
import io.tallystick.portal.services.ClaimService.Appeal;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Comparator;
import java.util.List;

/** A patient's claims and, for each, every step with its proof. Both refresh while open. */
@Path(PatientPaths.AT)
@RolesAllowed("patient")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class ClaimPages {

  @CheckedTemplate(basePath = "patient")
  static class Templates {
    static native TemplateInstance claims(
        Profiles.View view, List<ClaimSummary> claims, Institutions names);

    static native TemplateInstance claims$list(
        Profiles.View view, List<ClaimSummary> claims, Institutions names);

    static native TemplateInstance claim(
        Profiles.View view, Timeline claim, Institutions names, Words words);

    static native TemplateInstance claim$details(
        Profiles.View view, Timeline claim, Institutions names, Words words);
  }

  private static final Comparator<ClaimSummary> NEWEST_FIRST =
      Comparator.comparing(
          ClaimSummary::updatedAt, Comparator.nullsLast(Comparator.reverseOrder()));

  private final Profiles profiles;
  private final Services services;
  private final Institutions institutions;
  private final Words words;

  ClaimPages(Profiles profiles, Services services, Institutions institutions, Words words) {
    this.profiles = profiles;
    this.services = services;
    this.institutions = institutions;
    this.words = words;
  }

  @GET
  @Path("claims")
  public TemplateInstance claims(
      @PathParam("hospital") String hospital, @PathParam("patient") String patient) {
    return Templates.claims(
        profiles.view(hospital, patient, "claims"), of(hospital, patient), institutions);
  }

  @GET
  @Path("claims-list")
  public TemplateInstance list(
      @PathParam("hospital") String hospital, @PathParam("patient") String patient) {
    return Templates.claims$list(
        profiles.view(hospital, patient, "claims"), of(hospital, patient), institutions);
  }

  @GET
  @Path("claims/{claim:[A-Za-z0-9-]+}")
  public TemplateInstance claim(
      @PathParam("hospital") String hospital,
      @PathParam("patient") String patient,
      @PathParam("claim") String claim) {
    return Templates.claim(
        profiles.view(hospital, patient, "claims"),
        services.claims(hospital).timeline(claim),
        institutions,
        words);
  }

  @GET
  @Path("claims/{claim:[A-Za-z0-9-]+}/details")
  public TemplateInstance details(
      @PathParam("hospital") String hospital,
      @PathParam("patient") String patient,
      @PathParam("claim") String claim) {
    return Templates.claim$details(
        profiles.view(hospital, patient, "claims"),
        services.claims(hospital).timeline(claim),
        institutions,
        words);
  }

  /** The hospital passes it on: to the insurer, and after its decision to the Authority. */
  @POST
  @Path("claims/{claim:[A-Za-z0-9-]+}/appeal")
  public Response appeal(
      @PathParam("hospital") String hospital,
      @PathParam("patient") String patient,
      @PathParam("claim") String claim,
      @FormParam("text") String text) {
    var view = profiles.view(hospital, patient, "claims");
    services.claims(hospital).appeal(claim, new Appeal(FormInput.required(text)));
    return Response.seeOther(URI.create(view.me().path() + "/claims/" + claim)).build();
  }

  private List<ClaimSummary> of(String hospital, String patient) {
    return services.claims(hospital).ofPatient(patient).stream().sorted(NEWEST_FIRST).toList();
  }
}
