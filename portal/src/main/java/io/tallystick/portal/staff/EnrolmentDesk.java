package io.tallystick.portal.staff;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.portal.errors.FormInput;
import io.tallystick.portal.institutions.Institutions;
import io.tallystick.portal.institutions.Institutions.Named;
import io.tallystick.portal.services.Enrolments.Attestation;
import io.tallystick.portal.services.Enrolments.Enrolment;
import io.tallystick.portal.services.Enrolments.Rejection;
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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** A registration clerk confirms, after proofing, whose key is whose. */
@Path(Desk.AT + "/enrolments")
@RolesAllowed("registration-clerk")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class EnrolmentDesk {

  private static final String ONE = "{enrolment:[A-Za-z0-9-]+}";

  @CheckedTemplate(basePath = "staff")
  static class Templates {
    static native TemplateInstance enrolments(
        Desk.View desk, List<Enrolment> enrolments, List<Named> grantees, Words words);
  }

  private final Desk desk;
  private final Services services;
  private final Institutions institutions;
  private final Words words;

  EnrolmentDesk(Desk desk, Services services, Institutions institutions, Words words) {
    this.desk = desk;
    this.services = services;
    this.institutions = institutions;
    this.words = words;
  }

  @GET
  public TemplateInstance waiting(@PathParam("org") String org) {
    return Templates.enrolments(
        desk.view(org, "enrolments"),
        services.enrolments(org).enrolments("PENDING"),
        institutions.granteesOf(org),
        words);
  }

  @POST
  @Path(ONE + "/attest")
  public Response attest(
      @PathParam("org") String org,
      @PathParam("enrolment") String enrolment,
      @FormParam("patient") String patient,
      @FormParam("until") String until,
      @BeanParam ScopeForm scope) {
    services
        .enrolments(org)
        .attest(
            enrolment,
            new Attestation(
                FormInput.required(patient),
                endOf(FormInput.optionalDate(until)),
                scope.scope(institutions.granteesOf(org), words)));
    return back(org);
  }

  @POST
  @Path(ONE + "/reject")
  public Response reject(
      @PathParam("org") String org,
      @PathParam("enrolment") String enrolment,
      @FormParam("reason") String reason) {
    services.enrolments(org).reject(enrolment, new Rejection(FormInput.required(reason)));
    return back(org);
  }

  private static Instant endOf(LocalDate lastDay) {
    return lastDay == null ? null : lastDay.plusDays(1).atStartOfDay().toInstant(ZoneOffset.UTC);
  }

  private static Response back(String org) {
    return Response.seeOther(URI.create("/staff/" + org + "/enrolments")).build();
  }
}
