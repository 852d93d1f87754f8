package io.tallystick.claims.intake.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.claims.intake.app.IntakeOutcome;
import io.tallystick.claims.intake.app.SubmitClaim;
import io.tallystick.kit.fhir.FhirJson;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Where a hospital's billing system hands claims in. */
@Path("/fhir")
@Consumes({FhirJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@Produces(FhirJson.MEDIA_TYPE)
@RunOnVirtualThread
public class ClaimIntakeResource {

  private final SubmitClaim submitClaim;
  private final QueuedResponse queued;

  ClaimIntakeResource(SubmitClaim submitClaim, QueuedResponse queued) {
    this.submitClaim = submitClaim;
    this.queued = queued;
  }

  /** 201 once the ledger has it, 202 if that takes longer; the body is a queued ClaimResponse. */
  @POST
  @Path("Claim")
  public Response create(byte[] document) {
    return switch (submitClaim.submit(document)) {
      case IntakeOutcome.OnLedger done ->
          response(201, done.claimId(), document).header("Tallystick-Txid", done.txid()).build();
      case IntakeOutcome.Queued later -> response(202, later.claimId(), document).build();
      case IntakeOutcome.Refused refused -> throw refused.problem().exception();
    };
  }

  /** Da Vinci PAS' name for the same. */
  @POST
  @Path("Claim/$submit")
  public Response submit(byte[] document) {
    return create(document);
  }

  private Response.ResponseBuilder response(int status, String claimId, byte[] document) {
    return Response.status(status)
        .location(URI.create("/fhir/Claim/" + claimId))
        .entity(queued.of(claimId, document));
  }
}
