package io.tallystick.claims.followup.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.claims.ClaimsConfig;
import io.tallystick.claims.followup.app.AnswerClaim;
import io.tallystick.claims.followup.app.AppealClaim;
import io.tallystick.claims.followup.app.AskToVoid;
import io.tallystick.claims.followup.app.CancelClaim;
import io.tallystick.claims.followup.app.ConfirmPayment;
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

/** What is done about a claim after it was handed in. */
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
  private final AppealClaim appealClaim;
  private final AskToVoid askToVoid;
  private final ConfirmPayment confirmPayment;
  private final ClaimsConfig config;

  FollowupResource(
      AnswerClaim answerClaim,
      CancelClaim cancelClaim,
      AppealClaim appealClaim,
      AskToVoid askToVoid,
      ConfirmPayment confirmPayment,
      ClaimsConfig config) {
    this.answerClaim = answerClaim;
    this.cancelClaim = cancelClaim;
    this.appealClaim = appealClaim;
    this.askToVoid = askToVoid;
    this.confirmPayment = confirmPayment;
    this.config = config;
  }

  /** 200 once the ledger has the answer, 202 if that takes longer, 409 with the ledger's code. */
  @POST
  @Path("{claimId}/answer")
  @Consumes({MediaType.APPLICATION_JSON, "application/fhir+json"})
  public Response answer(@PathParam("claimId") String claimId, byte[] document) {
    return StepResponse.of(answerClaim.answer(claimId, checked(document)));
  }

  /** The same for an appeal, to the payer first and then to the Authority; the patient may too. */
  @POST
  @Path("{claimId}/appeal")
  @Consumes({MediaType.APPLICATION_JSON, "application/fhir+json"})
  public Response appeal(@PathParam("claimId") String claimId, byte[] document) {
    return StepResponse.of(appealClaim.appeal(claimId, checked(document)));
  }

  /** The same for asking the payer to reverse a decided claim. */
  @POST
  @Path("{claimId}/request-void")
  public Response requestVoid(@PathParam("claimId") String claimId) {
    return StepResponse.of(askToVoid.ask(claimId));
  }

  /** The same for confirming that an issued payment arrived. */
  @POST
  @Path("{claimId}/payment-received")
  public Response paymentReceived(@PathParam("claimId") String claimId) {
    return StepResponse.of(confirmPayment.confirm(claimId));
  }

  /** The same for a cancellation. */
  @POST
  @Path("{claimId}/cancel")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response cancel(@PathParam("claimId") String claimId, Cancellation cancellation) {
    var told = FreeText.note(cancellation == null ? null : cancellation.reason());
    return StepResponse.of(cancelClaim.cancel(claimId, told.isBlank() ? "withdrawn" : told));
  }

  private byte[] checked(byte[] document) {
    if (document.length > config.longestAnswer()) {
      throw Problem.of(413, "answer.too-large", "longer than " + config.longestAnswer() + " bytes")
          .exception();
    }
    JsonGuard.check(document);
    return document;
  }
}
