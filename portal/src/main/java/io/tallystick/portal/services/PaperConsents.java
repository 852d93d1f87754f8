package io.tallystick.portal.services;

import io.tallystick.portal.services.Consents.Changed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** Consents on paper, and whose they are. At a hospital's hospital-gateway. */
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface PaperConsents {

  record Identifier(String system, String value) {}

  record Sought(List<Identifier> identifiers) {}

  record Found(String patientId) {}

  /** A consent without what it says. */
  record ConsentOutline(
      String headId,
      String grantee,
      long version,
      String state,
      Instant notBefore,
      Instant notAfter,
      String basis,
      String txid) {}

  /**
   * @param scan base64 of a PDF, PNG or JPEG
   */
  record PaperConsent(
      String patientId,
      String grantee,
      List<Statement> statements,
      int days,
      LocalDate signedOn,
      String scan) {}

  record PaperRevocation(LocalDate signedOn, String scan) {}

  @POST
  @Path("patients/match")
  List<Found> match(Sought sought);

  @GET
  @Path("paper-consents")
  List<ConsentOutline> outlines(@QueryParam("patient") String patientId);

  @POST
  @Path("paper-consents")
  Changed recordPaper(PaperConsent paper);

  @POST
  @Path("paper-consents/{headId}/revoke")
  Changed revokeOnPaper(@PathParam("headId") String headId, PaperRevocation paper);

  @GET
  @Path("me/consents/{headId}/scan")
  @Produces({"application/pdf", "image/png", "image/jpeg"})
  Response scan(@PathParam("headId") String headId);
}
