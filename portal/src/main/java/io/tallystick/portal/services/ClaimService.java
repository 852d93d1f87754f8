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
import java.util.Map;

/** A claim-service, as far as the portal speaks to it: a hospital's, or the Authority's. */
@Path("/")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public interface ClaimService {

  /**
   * One claim in a list. The Authority gives ledger facts only: no number, date or amounts.
   *
   * @param state QUEUED on its way to the ledger, REFUSED by it, or there SUBMITTED, PENDED,
   *     ADJUDICATED, SETTLED, APPEALED, CANCELLED or REVERSED
   * @param outcome PAID, PARTIALLY_PAID, PATIENT_PAYS, DENIED or NOT_COVERED once decided
   * @param pendReason CONSENT_AWAITED, EVIDENCE_INCOMPLETE or REVIEW while pended
   */
  record ClaimSummary(
      String claimId,
      String claimNumber,
      String provider,
      String payer,
      LocalDate serviceDate,
      Money total,
      String state,
      String outcome,
      String pendReason,
      Instant deadline,
      String refusal,
      Money paid,
      Money patientOwes,
      List<String> reasonCodes,
      Instant updatedAt,
      String txid) {}

  record Line(
      int sequence,
      String service,
      LocalDate serviceDate,
      Money charged,
      Money paid,
      Money patientOwes,
      String decision,
      List<String> reasonCodes) {}

  /**
   * @param millisSinceSubmit from acceptance of the claim to this step's block
   */
  record Step(
      String step,
      String state,
      long version,
      Instant at,
      String txid,
      Long block,
      Long millisSinceSubmit,
      String note) {}

  record Timeline(
      String claimId,
      String claimNumber,
      String provider,
      String payer,
      String state,
      String outcome,
      String pendReason,
      Instant deadline,
      String refusal,
      LocalDate serviceDate,
      Money total,
      Money paid,
      Money patientOwes,
      List<Line> lines,
      List<String> reasonCodes,
      List<Step> steps) {}

  record Answer(String text) {}

  record Cancellation(String reason) {}

  /** What is contested and why. */
  record Appeal(String text) {}

  @GET
  @Path("me/claims")
  List<ClaimSummary> ofPatient(@QueryParam("patient") String patientId);

  @GET
  @Path("claims")
  List<ClaimSummary> claims(@QueryParam("state") String state, @QueryParam("limit") int limit);

  /** All claims on the ledger by state; at the Authority. */
  @GET
  @Path("claims/counts")
  Map<String, Long> counts();

  @GET
  @Path("claims/{id}/timeline")
  Timeline timeline(@PathParam("id") String claimId);

  @POST
  @Path("claims/{id}/answer")
  void answer(@PathParam("id") String claimId, Answer answer);

  @POST
  @Path("claims/{id}/cancel")
  void cancel(@PathParam("id") String claimId, Cancellation cancellation);

  /** To the payer first, and after its decision to the Authority. */
  @POST
  @Path("claims/{id}/appeal")
  void appeal(@PathParam("id") String claimId, Appeal appeal);
}
