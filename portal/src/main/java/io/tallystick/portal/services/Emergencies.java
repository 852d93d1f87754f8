package io.tallystick.portal.services;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A hospital's hospital-gateway where records are seen without consent, and what patients are told.
 */
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface Emergencies {

  /**
   * @param kind BREAK_GLASS, BREAK_GLASS_JUSTIFIED, BREAK_GLASS_UNJUSTIFIED, ERASED or RETAINED
   * @param seenAt absent until read
   */
  record Notice(
      String noticeId, String kind, String accessId, String org, Instant at, Instant seenAt) {

    public boolean isEmergency() {
      return "BREAK_GLASS".equals(kind);
    }
  }

  record Receipt(String disposition, String ground, Instant until, Instant at) {}

  /**
   * An emergency release as its custodian shows it.
   *
   * @param state PENDING, RECORDED or FAILED
   * @param verdict JUSTIFIED or UNJUSTIFIED once reviewed
   * @param receiptStatus NOT_OWED, MISSING, RETAINED or ERASED
   */
  record BreakGlass(
      String accessId,
      String grantee,
      String patientId,
      String clinician,
      String role,
      String reason,
      String purpose,
      int resources,
      Instant releasedAt,
      String state,
      boolean late,
      String txid,
      Instant reviewBy,
      boolean reviewOverdue,
      boolean reviewPending,
      String verdict,
      String reviewedBy,
      Instant reviewedAt,
      String receiptStatus,
      Receipt receipt) {

    public boolean reviewable() {
      return verdict == null && !reviewPending && "RECORDED".equals(state);
    }
  }

  record Identifier(String system, String value) {}

  record Wanted(List<Identifier> identifiers, String family, String given, LocalDate birthDate) {}

  record Asked(String custodian, Wanted patient, String purpose, String reason, String role) {}

  /**
   * @param unverified resources that couldn't be held against the ledger yet
   * @param erasedAt absent while they are here
   */
  record Received(
      String decisionId,
      String custodian,
      Instant releasedAt,
      Instant reviewBy,
      int resources,
      int unverified,
      Instant erasedAt) {}

  record Review(String verdict, String note) {}

  @GET
  @Path("me/notices")
  List<Notice> notices(@QueryParam("patient") String patientId);

  @POST
  @Path("me/notices/seen")
  void seen(@QueryParam("patient") String patientId);

  @GET
  @Path("me/break-glass")
  List<BreakGlass> ofPatient(@QueryParam("patient") String patientId);

  @GET
  @Path("break-glass")
  List<BreakGlass> all();

  @POST
  @Path("break-glass/{id}/review")
  void review(@PathParam("id") String accessId, Review review);

  @POST
  @Path("break-glass")
  Received ask(Asked asked);

  @GET
  @Path("break-glass/received")
  List<Received> received();

  /** FHIR R4 Bundle. */
  @GET
  @Path("break-glass/received/{id}")
  @Produces("application/fhir+json")
  String open(@PathParam("id") String decisionId);
}
