package io.tallystick.portal.services;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
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

  @GET
  @Path("missing-receipts")
  List<MissingReceipt> missingReceipts();

  @GET
  @Path("break-glass")
  List<BreakGlass> breakGlass();
}
