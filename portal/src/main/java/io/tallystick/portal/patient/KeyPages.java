package io.tallystick.portal.patient;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.portal.errors.FormInput;
import io.tallystick.portal.institutions.Institutions;
import io.tallystick.portal.services.Enrolments.Key;
import io.tallystick.portal.services.Enrolments.KeyEnd;
import io.tallystick.portal.services.Enrolments.KeyNotice;
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
import java.util.List;
import java.util.Set;

/** The patient's own keys, the people who act for them, and what happened to either. */
@Path(PatientPaths.AT + "/keys")
@RolesAllowed("patient")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class KeyPages {

  private static final Set<String> REASONS = Set.of("LOST", "REPLACED", "ROLE_OVER", "MISUSED");

  @CheckedTemplate(basePath = "patient")
  static class Templates {
    static native TemplateInstance keys(
        Profiles.View view,
        List<Key> own,
        List<Key> others,
        List<Key> over,
        List<KeyNotice> unread,
        Institutions names,
        Words words);
  }

  private final Profiles profiles;
  private final Services services;
  private final Institutions institutions;
  private final Words words;

  KeyPages(Profiles profiles, Services services, Institutions institutions, Words words) {
    this.profiles = profiles;
    this.services = services;
    this.institutions = institutions;
    this.words = words;
  }

  @GET
  public TemplateInstance keys(
      @PathParam("hospital") String hospital, @PathParam("patient") String patient) {
    var view = profiles.view(hospital, patient, "keys");
    var all = services.enrolments(hospital).keys(patient);
    var holding = all.keys().stream().filter(Key::holds).toList();
    return Templates.keys(
        view,
        holding.stream().filter(Key::patients).toList(),
        holding.stream().filter(k -> !k.patients()).toList(),
        all.keys().stream().filter(k -> !k.holds()).toList(),
        all.notices().stream().filter(n -> !n.seen()).toList(),
        institutions,
        words);
  }

  @POST
  @Path("seen")
  public Response seen(
      @PathParam("hospital") String hospital, @PathParam("patient") String patient) {
    services.enrolments(hospital).keysSeen(patient);
    return back(hospital, patient);
  }

  @POST
  @Path("{enrolment:[A-Za-z0-9-]+}/end")
  public Response end(
      @PathParam("hospital") String hospital,
      @PathParam("patient") String patient,
      @PathParam("enrolment") String enrolment,
      @FormParam("reason") String reason) {
    services.enrolments(hospital).endKey(enrolment, new KeyEnd(FormInput.oneOf(REASONS, reason)));
    return back(hospital, patient);
  }

  /** Whoever ended their only key has no page of this patient any more. */
  private Response back(String hospital, String patient) {
    boolean still =
        profiles.all().profiles().stream()
            .anyMatch(p -> p.hospital().id().equals(hospital) && p.patientId().equals(patient));
    var to = still ? "/patient/at/" + hospital + "/" + patient + "/keys" : "/patient";
    return Response.seeOther(URI.create(to)).build();
  }
}
