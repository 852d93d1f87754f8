package io.tallystick.insurer.afterwards.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.insurer.afterwards.app.IssuePayment;
import io.tallystick.insurer.afterwards.app.ListVoidRequests;
import io.tallystick.insurer.afterwards.app.TakeBack;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.kit.problem.FreeText;
import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.money.Money;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.List;

/** What a payer does about a claim that it has decided. */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class AfterwardsResource {

  private static final Duration FINALITY = Duration.ofSeconds(5);

  public record VoidRequest(String claimId, String provider, Money total, Money paid) {}

  /**
   * @param reason told to the provider
   */
  public record Reversal(String reason) {}

  /**
   * @param txid absent while the ledger hasn't answered yet; it goes on by itself
   */
  public record Done(String claimId, String txid) {}

  private final Caller caller;
  private final ListVoidRequests listVoidRequests;
  private final TakeBack takeBack;
  private final IssuePayment issuePayment;
  private final LedgerCommands commands;

  public AfterwardsResource(
      Caller caller,
      ListVoidRequests listVoidRequests,
      TakeBack takeBack,
      IssuePayment issuePayment,
      LedgerCommands commands) {
    this.caller = caller;
    this.listVoidRequests = listVoidRequests;
    this.takeBack = takeBack;
    this.issuePayment = issuePayment;
    this.commands = commands;
  }

  @GET
  @Path("void-requests")
  public List<VoidRequest> voidRequests() {
    caller.requireStaff("adjudicator");
    return listVoidRequests.list().stream()
        .map(
            file ->
                new VoidRequest(
                    file.claimId(), file.provider(), file.total(), file.paid().orElse(null)))
        .toList();
  }

  /** 200 once the ledger has it, 202 if that takes longer, 409 with the ledger's code. */
  @POST
  @Path("claims/{claimId}/reverse")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response reverse(@PathParam("claimId") String claimId, Reversal reversal) {
    caller.requireStaff("adjudicator");
    var reason = FreeText.note(reversal == null ? null : reversal.reason());
    if (reason.isBlank()) {
      throw Problem.badRequest("reversal.reason-missing", "say why: the provider is told")
          .exception();
    }
    return concluded(claimId, takeBack.reverse(claimId, reason));
  }

  /** The same for a payment that was issued. */
  @POST
  @Path("claims/{claimId}/payment-issued")
  public Response paymentIssued(@PathParam("claimId") String claimId) {
    caller.requireStaff("plan-manager");
    return concluded(claimId, issuePayment.issue(claimId));
  }

  private Response concluded(String claimId, String opId) {
    return commands
        .awaitReceipt(opId, FINALITY)
        .map(receipt -> Response.ok(new Done(claimId, receipt.txid())).build())
        .orElseGet(() -> Response.accepted(new Done(claimId, null)).build());
  }
}
