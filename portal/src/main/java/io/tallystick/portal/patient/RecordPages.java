package io.tallystick.portal.patient;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.portal.services.Records.MedicalRecord;
import io.tallystick.portal.services.Services;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** What the hospital holds about a patient, visit by visit. */
@Path(PatientPaths.AT + "/records")
@RolesAllowed("patient")
@RunOnVirtualThread
@Produces(MediaType.TEXT_HTML)
public class RecordPages {

  @CheckedTemplate(basePath = "patient")
  static class Templates {
    static native TemplateInstance records(Profiles.View view, List<MedicalRecord> records);
  }

  private final Profiles profiles;
  private final Services services;

  RecordPages(Profiles profiles, Services services) {
    this.profiles = profiles;
    this.services = services;
  }

  @GET
  public TemplateInstance show(
      @PathParam("hospital") String hospital, @PathParam("patient") String patient) {
    return Templates.records(
        profiles.view(hospital, patient, "records"), services.records(hospital).records(patient));
  }
}
