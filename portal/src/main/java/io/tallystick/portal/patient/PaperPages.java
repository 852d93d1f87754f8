package io.tallystick.portal.patient;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.portal.services.Services;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** The form behind a consent on paper; a file to open, never a page of ours. */
@Path(PatientPaths.AT + "/consents/{head:[A-Za-z0-9-]+}/scan")
@RolesAllowed("patient")
@RunOnVirtualThread
public class PaperPages {

  private static final Map<String, String> ENDINGS =
      Map.of("application/pdf", "pdf", "image/png", "png", "image/jpeg", "jpg");

  private final Services services;

  PaperPages(Services services) {
    this.services = services;
  }

  @GET
  public Response scan(@PathParam("hospital") String hospital, @PathParam("head") String head) {
    try (var answer = services.paperConsents(hospital).scan(head)) {
      var type = answer.getMediaType();
      var kind = type.getType() + "/" + type.getSubtype();
      return Response.ok(answer.readEntity(byte[].class), kind)
          .header(
              "Content-Disposition",
              "attachment; filename=\"consent." + ENDINGS.getOrDefault(kind, "bin") + "\"")
          .build();
    }
  }
}
