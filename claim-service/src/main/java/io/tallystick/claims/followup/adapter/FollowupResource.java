package io.tallystick.claims.followup.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.claims.ClaimsConfig;
import io.tallystick.claims.followup.app.AnswerClaim;
import io.tallystick.claims.followup.app.CancelClaim;
import io.tallystick.claims.followup.app.StepOutcome;
import io.tallystick.kit.fhir.JsonGuard;
import io.tallystick.kit.problem.FreeText;
import io.tallystick.kit.problem.Problem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What a clerk does about a claim that is with its payer. */
@Path("/claims")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class FollowupResource {

  /**
   * @param reason told to the payer; may be absent
   */
  public record Cancellation(String reason) {}

  private final AnswerClaim answerClaim;
  private final CancelClaim cancelClaim;
  private final ClaimsConfig config;

  FollowupResource(AnswerClaim answerClaim, CancelClaim cancelClaim, ClaimsConfig config) {
    this.answerClaim = answerClaim;
    this.cancelClaim = cancelClaim;
    this.config = config;
  }

  /** 200 once the ledger has the answer, 202 if that takes longer, 409 with the ledger's code. */
  @POST
  @Path("{claimId}/answer")
  @Consumes({MediaType.APPLICATION_JSON, "application/fhir+json"})
  public Response answer(@PathParam("claimId") String claimId, byte[] document) {
    if (document.length > config.longestAnswer()) {
      throw Problem.of(413, "answer.too-large", "longer than " + config.longestAnswer() + " bytes")
          .exception();
    }
    JsonGuard.check(document);
    return response(answerClaim.answer(claimId, document));
  }

  /** The same for a cancellation. */
  @POST
  @Path("{claimId}/cancel")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response cancel(@PathParam("claimId") String claimId, Cancellation cancellation) {
    var told = FreeText.note(cancellation == null ? null : cancellation.reason());
    return response(cancelClaim.cancel(claimId, told.isBlank() ? "withdrawn" : told));
  }

  private static Response response(StepOutcome outcome) {
    return switch (outcome) {
      case StepOutcome.OnLedger done ->
          Response.ok(done).header("Tallystick-Txid", done.txid()).build();
      case StepOutcome.Queued queued -> Response.accepted(queued).build();
      case StepOutcome.Refused refused -> throw refused.problem().exception();
    };
  }
}
