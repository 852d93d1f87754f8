package io.tallystick.portal.staff;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.portal.errors.FormInput;
import io.tallystick.portal.institutions.Institutions;
import io.tallystick.portal.institutions.Institutions.Named;
import io.tallystick.portal.services.Enrolments.KeyEnd;
import io.tallystick.portal.services.Enrolments.PatientFile;
import io.tallystick.portal.services.PaperConsents;
import io.tallystick.portal.services.PaperConsents.ConsentOutline;
import io.tallystick.portal.services.PaperConsents.Identifier;
import io.tallystick.portal.services.PaperConsents.PaperConsent;
import io.tallystick.portal.services.PaperConsents.PaperRevocation;
import io.tallystick.portal.services.PaperConsents.Sought;
import io.tallystick.portal.services.Services;
import io.tallystick.portal.words.Words;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
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

/** One patient at the registration desk: their keys, and what they sign on paper. */
@Path(Desk.AT + "/people")
@RolesAllowed("registration-clerk")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class PeopleDesk {

  private static final String ONE = "{patient:[A-Za-z0-9-]+}";
  private static final Set<String> REASONS = Set.of("LOST", "REPLACED", "ROLE_OVER", "MISUSED");
  private static final String MRN = "https://tallystick.example/ns/mrn/";

  @CheckedTemplate(basePath = "staff")
  static class Templates {
    static native TemplateInstance people(Desk.View desk, boolean nobody);

    static native TemplateInstance person(
        Desk.View desk,
        PatientFile file,
        List<ConsentOutline> consents,
        String done,
        List<Named> grantees,
        Institutions names,
        Words words);
  }

  private final Desk desk;
  private final Services services;
  private final Institutions institutions;
  private final Words words;

  PeopleDesk(Desk desk, Services services, Institutions institutions, Words words) {
    this.desk = desk;
    this.services = services;
    this.institutions = institutions;
    this.words = words;
  }

  @GET
  public TemplateInstance search(@PathParam("org") String org) {
    return Templates.people(desk.view(org, "people"), false);
  }

  /** By a form: a patient's number belongs in no address. */
  @POST
  public Response find(@PathParam("org") String org, @FormParam("mrn") String mrn) {
    var number = new Identifier(MRN + org, FormInput.required(mrn));
    var found = paper(org).match(new Sought(List.of(number)));
    return found.isEmpty()
        ? Response.ok(Templates.people(desk.view(org, "people"), true)).build()
        : to(org, found.getFirst().patientId(), null);
  }

  /**
   * @param done what was just done, {@code recorded}, {@code revoked}, {@code ended} or {@code
   *     queued}
   */
  @GET
  @Path(ONE)
  public TemplateInstance person(
      @PathParam("org") String org,
      @PathParam("patient") String patient,
      @QueryParam("done") String done) {
    return Templates.person(
        desk.view(org, "people"),
        services.enrolments(org).patientFile(patient),
        paper(org).outlines(patient),
        done,
        institutions.granteesOf(org),
        institutions,
        words);
  }

  @POST
  @Path(ONE + "/keys/{enrolment:[A-Za-z0-9-]+}/end")
  public Response endKey(
      @PathParam("org") String org,
      @PathParam("patient") String patient,
      @PathParam("enrolment") String enrolment,
      @FormParam("reason") String reason) {
    services.enrolments(org).revoke(enrolment, new KeyEnd(FormInput.oneOf(REASONS, reason)));
    return to(org, patient, "ended");
  }

  @POST
  @Path(ONE + "/paper")
  public Response recordPaper(
      @PathParam("org") String org,
      @PathParam("patient") String patient,
      @BeanParam PaperForm form) {
    var recorded =
        paper(org)
            .recordPaper(
                new PaperConsent(
                    patient,
                    form.grantee(),
                    List.of(form.statement(words)),
                    form.days(),
                    form.signedOn(),
                    form.scan()));
    return to(org, patient, recorded.txid() == null ? "queued" : "recorded");
  }

  @POST
  @Path(ONE + "/consents/{head:[A-Za-z0-9-]+}/revoke")
  public Response revokeOnPaper(
      @PathParam("org") String org,
      @PathParam("patient") String patient,
      @PathParam("head") String head,
      @BeanParam PaperForm form) {
    var revoked = paper(org).revokeOnPaper(head, new PaperRevocation(form.signedOn(), form.scan()));
    return to(org, patient, revoked.txid() == null ? "queued" : "revoked");
  }

  private PaperConsents paper(String org) {
    return services.paperConsents(org);
  }

  private static Response to(String org, String patient, String done) {
    var page = "/staff/" + org + "/people/" + patient;
    return Response.seeOther(URI.create(done == null ? page : page + "?done=" + done)).build();
  }
}
