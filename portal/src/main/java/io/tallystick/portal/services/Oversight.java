package io.tallystick.portal.services;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;

/** The Authority's claim-service, where it shows what institutions owe; never a patient. */
@Path("/oversight")
@Produces(MediaType.APPLICATION_JSON)
public interface Oversight {

  /** A receipt that a recipient hasn't given. */
  record MissingReceipt(
      String accessId, String custodian, String grantee, String purpose, Instant owedSince) {}

  /**
   * @param verdict absent until reviewed
   */
  record BreakGlass(
      String accessId,
      String custodian,
      String grantee,
      Instant releasedAt,
      boolean late,
      Instant reviewBy,
      boolean overdue,
      String verdict) {}

  /**
   * A decision that didn't come in time.
   *
   * @param state SUBMITTED or PENDED: on the claim; APPEALED: on an appeal
   * @param appealLevel 1: the payer owes it
   */
  record OverdueDecision(
      String claimId,
      String provider,
      String payer,
      String state,
      int appealLevel,
      Instant decideBy) {

    /** Whether the Authority's reviewers can take it over. */
    public boolean passable() {
      return "APPEALED".equals(state) && appealLevel == 1;
    }
  }

  @GET
  @Path("overdue-decisions")
  List<OverdueDecision> overdueDecisions();

  @POST
  @Path("overdue-decisions/{id}/pass-to-review")
  void passToReview(@PathParam("id") String claimId);

  @GET
  @Path("missing-receipts")
  List<MissingReceipt> missingReceipts();

  @GET
  @Path("break-glass")
  List<BreakGlass> breakGlass();
}
