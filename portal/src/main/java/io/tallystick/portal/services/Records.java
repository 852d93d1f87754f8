package io.tallystick.portal.services;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A patient's records, who saw them, and what a consent would release of them. At a hospital's
 * hospital-gateway.
 */
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface Records {

  record MedicalRecord(
      String recordId,
      String encounter,
      String title,
      LocalDate date,
      int resources,
      String txid) {}

  /**
   * A draft to be tried on the patient's own records.
   *
   * @param purpose what the grantee would ask for
   */
  record NewPreview(
      String patient, String grantee, String purpose, List<Statement> statements, int days) {}

  /** What it would release and withhold, latest visit first. */
  record Preview(
      String grantee, String purpose, int released, int withheld, List<TriedRecord> records) {}

  record TriedRecord(
      String recordId,
      String title,
      LocalDate date,
      List<TriedResource> released,
      List<TriedResource> withheld) {}

  /**
   * @param redacted whether a copy without its words would be released
   * @param why NOT_MENTIONED, DENIED, SENSITIVE or NOT_RELEASABLE; absent if released
   * @param labels sensitive areas that aren't allowed
   */
  record TriedResource(
      String type,
      String title,
      LocalDate date,
      boolean redacted,
      String why,
      List<String> labels) {}

  /**
   * @param eraseBy absent if the consent sets no term
   * @param noRedisclosure absent if it may be passed on
   */
  record Duties(Instant eraseBy, Boolean noRedisclosure) {}

  /**
   * @param receiptStatus NOT_OWED, MISSING, RETAINED or ERASED
   * @param owedSince when the consent was revoked, or its term ended
   * @param duties absent if the consent asks nothing of the recipient
   */
  record Access(
      String accessId,
      boolean permitted,
      String grantee,
      String purpose,
      String claimId,
      String headId,
      Long headVersion,
      String reason,
      int released,
      int withheld,
      Instant at,
      String txid,
      String basis,
      String receiptStatus,
      Instant owedSince,
      Emergencies.Receipt receipt,
      Duties duties) {

    public boolean emergency() {
      return permitted && headId == null;
    }
  }

  @GET
  @Path("me/records")
  List<MedicalRecord> records(@QueryParam("patient") String patientId);

  @POST
  @Path("me/consents/preview")
  Preview preview(NewPreview preview);

  @GET
  @Path("me/accesses")
  List<Access> accesses(@QueryParam("patient") String patientId);
}
