package io.tallystick.portal.patient;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.portal.errors.FormInput;
import io.tallystick.portal.institutions.Institutions;
import io.tallystick.portal.institutions.Institutions.Named;
import io.tallystick.portal.services.Consents.Changed;
import io.tallystick.portal.services.Consents.Consent;
import io.tallystick.portal.services.Consents.NewDraft;
import io.tallystick.portal.services.Consents.Signed;
import io.tallystick.portal.services.Records.NewPreview;
import io.tallystick.portal.services.Services;
import io.tallystick.portal.services.Statement;
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

/** Who may see a patient's records: list, grant, revoke. Each change is drafted, read, signed. */
@Path(PatientPaths.AT + "/consents")
@RolesAllowed("patient")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class ConsentPages {

  private static final String HEAD = "{head:[A-Za-z0-9-]+}";

  @CheckedTemplate(basePath = "patient")
  static class Templates {
    static native TemplateInstance consents(
        Profiles.View view, List<Consent> consents, String done, Institutions names, Words words);

    static native TemplateInstance preview(
        Profiles.View view,
        Trial trial,
        Statement statement,
        ConsentForm.Ticked ticked,
        Institutions names,
        Words words);

    static native TemplateInstance consentForm(
        Profiles.View view, List<Named> grantees, Words words);
  }

  private final Profiles profiles;
  private final Services services;
  private final Institutions institutions;
  private final Words words;
  private final SigningPage signing;

  ConsentPages(
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

  /**
   * @param done what was just done, {@code granted}, {@code revoked} or {@code queued}
   */
  @GET
  public TemplateInstance list(
      @PathParam("hospital") String hospital,
      @PathParam("patient") String patient,
      @QueryParam("done") String done) {
    return Templates.consents(
        profiles.view(hospital, patient, "consents"),
        services.consents(hospital).consents(patient),
        done,
        institutions,
        words);
  }

  @GET
  @Path("new")
  public TemplateInstance form(
      @PathParam("hospital") String hospital, @PathParam("patient") String patient) {
    var grantees = institutions.granteesOf(hospital);
    return Templates.consentForm(profiles.view(hospital, patient, "consents"), grantees, words);
  }

  /** Tries what was ticked on the patient's own records; nothing is signed or kept. */
  @POST
  @Path("preview")
  public TemplateInstance tryIt(
      @PathParam("hospital") String hospital,
      @PathParam("patient") String patient,
      @BeanParam ConsentForm form) {
    var view = profiles.view(hospital, patient, "consents");
    var statement = statement(hospital, patient, form);
    var tried =
        services
            .records(hospital)
            .preview(
                new NewPreview(
                    patient, form.grantee(), form.purpose(words), List.of(statement), form.days()));
    return Templates.preview(view, Trial.of(tried), statement, form.ticked(), institutions, words);
  }

  @POST
  @Path("draft")
  public TemplateInstance draft(
      @PathParam("hospital") String hospital,
      @PathParam("patient") String patient,
      @BeanParam ConsentForm form) {
    var view = profiles.view(hospital, patient, "consents");
    var draft =
        services
            .consents(hospital)
            .draft(
                new NewDraft(
                    patient,
                    form.grantee(),
                    List.of(statement(hospital, patient, form)),
                    form.days()));
    return signing.grant(view, draft, form.grantee());
  }

  /** Added to what the institution may see already, or in its place. */
  private Statement statement(String hospital, String patient, ConsentForm form) {
    var wished = form.statement(words);
    if (!form.replacesEarlier()) return wished;
    var earlier =
        services.consents(hospital).consents(patient).stream()
            .filter(c -> c.holdsFor(form.grantee()))
            .flatMap(c -> c.statements().stream())
            .map(Statement::id)
            .toList();
    return wished.replacing(earlier);
  }

  @POST
  @Path("sign")
  public Response sign(
      @PathParam("hospital") String hospital,
      @PathParam("patient") String patient,
      @BeanParam Signature signature) {
    var changed = services.consents(hospital).grant(signature.signed());
    return backTo(hospital, patient, changed, "granted");
  }

  @POST
  @Path(HEAD + "/revocation")
  public TemplateInstance draftRevocation(
      @PathParam("hospital") String hospital,
      @PathParam("patient") String patient,
      @PathParam("head") String head,
      @FormParam("grantee") String grantee) {
    var view = profiles.view(hospital, patient, "consents");
    var draft = services.consents(hospital).draftRevocation(head);
    return signing.revoke(view, draft, FormInput.required(grantee), head);
  }

  @POST
  @Path(HEAD + "/revoke")
  public Response revoke(
      @PathParam("hospital") String hospital,
      @PathParam("patient") String patient,
      @PathParam("head") String head,
      @BeanParam Signature signature) {
    var changed = services.consents(hospital).revoke(head, signature.signed());
    return backTo(hospital, patient, changed, "revoked");
  }

  private Response backTo(String hospital, String patient, Changed changed, String done) {
    var consents = profiles.view(hospital, patient, "consents").me().path() + "/consents";
    var said = changed.txid() == null ? "queued" : done;
    return Response.seeOther(URI.create(consents + "?done=" + said)).build();
  }

  /** What sign.js fills in. */
  public static class Signature {
    @FormParam("draft")
    String draft;

    @FormParam("signature")
    String signature;

    Signed signed() {
      return new Signed(FormInput.required(draft), FormInput.required(signature));
    }
  }
}
