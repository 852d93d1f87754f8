package io.tallystick.portal.patient;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.portal.errors.FormInput;
import io.tallystick.portal.institutions.Institutions;
import io.tallystick.portal.services.Consents.ConsentRequest;
import io.tallystick.portal.services.Consents.NewDraft;
import io.tallystick.portal.services.Services;
import io.tallystick.portal.words.Words;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;

/** Who asks for a patient's records and why: grant as asked, choose less, or decline. */
@Path(PatientPaths.AT + "/requests")
@RolesAllowed("patient")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class RequestPages {

  private static final int LONGEST_DAYS = 365;

  @CheckedTemplate(basePath = "patient")
  static class Templates {
    static native TemplateInstance requests(
        Profiles.View view, List<ConsentRequest> requests, Institutions names, Words words);

    static native TemplateInstance request(
        Profiles.View view, ConsentRequest request, Institutions names, Words words);
  }

  private final Profiles profiles;
  private final Services services;
  private final Institutions institutions;
  private final Words words;
  private final SigningPage signing;

  RequestPages(
      Profiles profiles,
      Services services,
      Institutions institutions,
      Words words,
      SigningPage signing) {
    this.profiles = profiles;
    this.services = services;
    this.institutions = institutions;
    this.words = words;
    this.signing = signing;
  }

  @GET
  public TemplateInstance list(
      @PathParam("hospital") String hospital, @PathParam("patient") String patient) {
    return Templates.requests(
        profiles.view(hospital, patient, "requests"),
        services.consents(hospital).consentRequests(patient),
        institutions,
        words);
  }

  @GET
  @Path("{request:[A-Za-z0-9-]+}")
  public TemplateInstance one(
      @PathParam("hospital") String hospital,
      @PathParam("patient") String patient,
      @PathParam("request") String requestId) {
    return Templates.request(
        profiles.view(hospital, patient, "requests"),
        find(hospital, patient, requestId),
        institutions,
        words);
  }

  /** Drafts exactly what was asked; a narrower answer goes through the consent form. */
  @POST
  @Path("{request:[A-Za-z0-9-]+}/as-asked")
  public TemplateInstance grantAsAsked(
      @PathParam("hospital") String hospital,
      @PathParam("patient") String patient,
      @PathParam("request") String requestId,
      @FormParam("days") String days) {
    var view = profiles.view(hospital, patient, "requests");
    var asked = find(hospital, patient, requestId);
    var draft =
        services
            .consents(hospital)
            .draft(
                new NewDraft(
                    patient,
                    asked.grantee(),
                    List.of(asked.suggestion()),
                    FormInput.between(1, LONGEST_DAYS, days)));
    return signing.grant(view, draft, asked.grantee());
  }

  /** Says no; the hospital tells whoever asked. */
  @POST
  @Path("{request:[A-Za-z0-9-]+}/decline")
  public Response decline(
      @PathParam("hospital") String hospital,
      @PathParam("patient") String patient,
      @PathParam("request") String requestId) {
    var view = profiles.view(hospital, patient, "requests");
    services.consents(hospital).decline(find(hospital, patient, requestId).requestId());
    return Response.seeOther(URI.create(view.me().path() + "/requests/" + requestId)).build();
  }

  private ConsentRequest find(String hospital, String patient, String requestId) {
    return services.consents(hospital).consentRequests(patient).stream()
        .filter(r -> r.requestId().equals(requestId))
        .findFirst()
        .orElseThrow(NotFoundException::new);
  }
}
