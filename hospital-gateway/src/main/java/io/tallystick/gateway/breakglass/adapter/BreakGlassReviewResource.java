package io.tallystick.gateway.breakglass.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.gateway.breakglass.app.ReviewBreakGlass;
import io.tallystick.gateway.breakglass.app.ShowBreakGlass;
import io.tallystick.gateway.common.LedgerAnswers;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.ledger.LedgerEntry.Verdict;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/** Emergency releases of this custodian, for the privacy officer to review. */
@Path("/break-glass")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class BreakGlassReviewResource {

  private static final int LONGEST_NOTE = 2_000;

  /**
   * @param verdict {@code JUSTIFIED} or {@code UNJUSTIFIED}
   * @param note why, in the reviewer's words
   */
  public record Review(String verdict, String note) {}

  /**
   * @param txid absent while the ledger hasn't answered
   */
  public record Reviewed(String accessId, Verdict verdict, String txid) {}

  private final Caller caller;
  private final ShowBreakGlass showBreakGlass;
  private final ReviewBreakGlass reviewBreakGlass;
  private final LedgerAnswers ledger;
  private final Clock clock;

  BreakGlassReviewResource(
      Caller caller,
      ShowBreakGlass showBreakGlass,
      ReviewBreakGlass reviewBreakGlass,
      LedgerAnswers ledger,
      Clock clock) {
    this.caller = caller;
    this.showBreakGlass = showBreakGlass;
    this.reviewBreakGlass = reviewBreakGlass;
    this.ledger = ledger;
    this.clock = clock;
  }

  @GET
  public List<BreakGlassShown> all() {
    caller.requireStaff("privacy-officer");
    return showBreakGlass.all().stream()
        .map(shown -> BreakGlassShown.of(shown, clock.instant()))
        .toList();
  }

  /** 200 once the ledger has the verdict, 202 before. */
  @POST
  @Path("{accessId}/review")
  public Response review(@PathParam("accessId") String accessId, Review review) {
    caller.requireStaff("privacy-officer");
    var verdict = verdict(review);
    var opId = reviewBreakGlass.review(accessId, verdict, review.note(), caller.subject());
    var txid = ledger.await(opId).map(LedgerReceipt::txid).orElse(null);
    return Response.status(txid == null ? 202 : 200)
        .entity(new Reviewed(accessId, verdict, txid))
        .build();
  }

  private static Verdict verdict(Review review) {
    boolean worded =
        review != null
            && review.note() != null
            && !review.note().isBlank()
            && review.note().length() <= LONGEST_NOTE;
    return Arrays.stream(Verdict.values())
        .filter(verdict -> worded && verdict.name().equals(review.verdict()))
        .findFirst()
        .orElseThrow(
            () ->
                Problem.badRequest(
                        "review.incomplete", "a review is JUSTIFIED or UNJUSTIFIED, and says why")
                    .exception());
  }
}
