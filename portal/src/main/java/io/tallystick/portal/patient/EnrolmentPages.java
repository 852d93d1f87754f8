package io.tallystick.portal.patient;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.portal.errors.FormInput;
import io.tallystick.portal.institutions.Institutions.Named;
import io.tallystick.portal.services.Enrolments.NewEnrolment;
import io.tallystick.portal.services.Services;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a key in the browser (enrol.js) and asks a hospital to confirm whose it is. */
@Path("/patient/enrol")
@RolesAllowed("patient")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class EnrolmentPages {

  @CheckedTemplate(basePath = "patient")
  static class Templates {
    static native TemplateInstance enrol(List<Named> hospitals);
  }

  private static final Set<String> ROLES = Set.of("self", "guardian", "delegate", "executor");

  /** The members of a public P-256 key; whatever else a script sends goes no further. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  record PublicKey(String kty, String crv, String x, String y) {}

  /** The form's fields, as typed. */
  public static class Form {
    @FormParam("hospital")
    String hospital;

    @FormParam("acts-as")
    String actsAs;

    @FormParam("family")
    String family;

    @FormParam("given")
    String given;

    @FormParam("birth-date")
    String birthDate;

    @FormParam("mrn")
    String mrn;

    @FormParam("applicant")
    String applicant;

    @FormParam("kiosk")
    String kiosk;

    @FormParam("jwk")
    String jwk;
  }

  private final Profiles profiles;
  private final Services services;
  private final ObjectMapper json;

  EnrolmentPages(Profiles profiles, Services services, ObjectMapper json) {
    this.profiles = profiles;
    this.services = services;
    this.json = json;
  }

  @GET
  public TemplateInstance form() {
    return Templates.enrol(profiles.hospitals());
  }

  @POST
  public Response enrol(@jakarta.ws.rs.BeanParam Form form) {
    services
        .enrolments(FormInput.required(form.hospital))
        .enrol(
            new NewEnrolment(
                publicKey(form.jwk),
                FormInput.oneOf(ROLES, form.actsAs),
                FormInput.required(form.family),
                FormInput.required(form.given),
                FormInput.date(form.birthDate),
                FormInput.required(form.mrn),
                applicant(form),
                form.kiosk != null));
    return Response.seeOther(URI.create("/patient")).build();
  }

  /** The patient is told who acts for them. */
  private static String applicant(Form form) {
    return "self".equals(form.actsAs) ? null : FormInput.required(form.applicant);
  }

  private Map<String, String> publicKey(String jwk) {
    try {
      var key = json.readValue(FormInput.required(jwk), PublicKey.class);
      return Map.of(
          "kty", FormInput.required(key.kty()),
          "crv", FormInput.required(key.crv()),
          "x", FormInput.required(key.x()),
          "y", FormInput.required(key.y()));
    } catch (JsonProcessingException notAKey) {
      throw FormInput.incomplete();
    }
  }
}
