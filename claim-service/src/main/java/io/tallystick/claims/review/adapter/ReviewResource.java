package io.tallystick.claims.review.adapter;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.claims.followup.adapter.StepResponse;
import io.tallystick.claims.review.app.DecideReview;
import io.tallystick.claims.review.app.ShowReviews;
import io.tallystick.claims.review.domain.Review;
import io.tallystick.claims.status.domain.ClaimLine;
import io.tallystick.kit.fhir.ForeignJson;
import io.tallystick.kit.problem.FreeText;
import io.tallystick.kit.problem.Problem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Appeals to the Authority, for its independent reviewers (role {@code reviewer}). */
@Path("/reviews")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ReviewResource {

  public record Waiting(
      String claimId, String provider, String payer, String appealedBy, Instant arrivedAt) {}

  /**
   * @param appeal as it was written
   * @param lines as billed, each with the payer's answer
   */
  public record File(
      String claimId,
      String provider,
      String payer,
      String appealedBy,
      Instant arrivedAt,
      String state,
      @JsonRawValue String appeal,
      List<ClaimLine> lines) {}

  /**
   * @param overturn denied lines that the payer has to pay as charged, by sequence; empty upholds
   *     all
   * @param note the reviewer's reasons, told to all parties
   */
  public record Ruling(Set<Integer> overturn, String note) {}

  private final ShowReviews showReviews;
  private final DecideReview decideReview;

  ReviewResource(ShowReviews showReviews, DecideReview decideReview) {
    this.showReviews = showReviews;
    this.decideReview = decideReview;
  }

  @GET
  public List<Waiting> waiting() {
    return showReviews.waiting().stream().map(ReviewResource::waiting).toList();
  }

  @GET
  @Path("{claimId}")
  public File file(@PathParam("claimId") String claimId) {
    var file = showReviews.file(claimId);
    var review = file.review();
    return new File(
        review.claimId(),
        review.provider(),
        review.payer(),
        review.appealedBy(),
        review.arrivedAt(),
        review.state().name(),
        ForeignJson.member(file.appeal()),
        file.lines());
  }

  /** 200 once the ledger has the decision, 202 if that takes longer, 409 with the ledger's code. */
  @POST
  @Path("{claimId}/decide")
  @Consumes(MediaType.APPLICATION_JSON)
  public Response decide(@PathParam("claimId") String claimId, Ruling ruling) {
    if (ruling == null || ruling.overturn() == null || ruling.overturn().contains(null)) {
      throw Problem.badRequest("review.incomplete", "Say which lines are overturned, or none: []")
          .exception();
    }
    var words = FreeText.note(ruling.note());
    return StepResponse.of(decideReview.decide(claimId, ruling.overturn(), words));
  }

  private static Waiting waiting(Review review) {
    return new Waiting(
        review.claimId(),
        review.provider(),
        review.payer(),
        review.appealedBy(),
        review.arrivedAt());
  }
}
