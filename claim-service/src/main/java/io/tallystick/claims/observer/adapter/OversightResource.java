package io.tallystick.claims.observer.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.claims.followup.adapter.StepResponse;
import io.tallystick.claims.observer.app.WatchAccesses;
import io.tallystick.claims.observer.app.WatchDecisions;
import io.tallystick.claims.review.app.PassToReview;
import io.tallystick.kit.erasure.AccessStanding;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerEntry.Verdict;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * For the Authority: receipts and decisions that are missing, emergencies and their reviews. No
 * patient in it.
 */
@Path("/oversight")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class OversightResource {

  private static final Duration SOON = Duration.ofMinutes(1);

  /**
   * @param owedSince when the consent was revoked, or an emergency found unjustified
   */
  public record MissingReceipt(
      String accessId, String custodian, String grantee, String purpose, Instant owedSince) {}

  /**
   * @param late told to the ledger more than a minute after the release
   * @param overdue not reviewed until {@code reviewBy}
   * @param verdict absent until reviewed
   */
  public record EmergencyRelease(
      String accessId,
      String custodian,
      String grantee,
      Instant releasedAt,
      Instant toldAt,
      boolean late,
      Instant reviewBy,
      boolean overdue,
      Verdict verdict) {}

  /**
   * @param state {@code SUBMITTED} or {@code PENDED}: on the claim; {@code APPEALED}: on the appeal
   * @param appealLevel 1: the payer owes it and it can pass to review; 2: the Authority does
   */
  public record OverdueDecision(
      String claimId,
      String provider,
      String payer,
      String state,
      int appealLevel,
      Instant decideBy) {}

  private final WatchAccesses watchAccesses;
  private final WatchDecisions watchDecisions;
  private final PassToReview passToReview;
  private final Clock clock;

  OversightResource(
      WatchAccesses watchAccesses,
      WatchDecisions watchDecisions,
      PassToReview passToReview,
      Clock clock) {
    this.watchAccesses = watchAccesses;
    this.watchDecisions = watchDecisions;
    this.passToReview = passToReview;
    this.clock = clock;
  }

  @GET
  @Path("missing-receipts")
  public List<MissingReceipt> missingReceipts() {
    return watchAccesses.missingReceipts().stream().map(OversightResource::missing).toList();
  }

  @GET
  @Path("break-glass")
  public List<EmergencyRelease> breakGlass() {
    return watchAccesses.breakGlass().stream().map(this::released).toList();
  }

  @GET
  @Path("overdue-decisions")
  public List<OverdueDecision> overdueDecisions() {
    return watchDecisions.overdue().stream().map(OversightResource::overdue).toList();
  }

  /** 200 once the ledger has it, 202 if that takes longer, 409 with the ledger's code. */
  @POST
  @Path("overdue-decisions/{claimId}/pass-to-review")
  public Response passToReview(@PathParam("claimId") String claimId) {
    return StepResponse.of(passToReview.pass(claimId));
  }

  private static OverdueDecision overdue(LedgerEntry.Claim claim) {
    var position = claim.position();
    return new OverdueDecision(
        claim.claimId(),
        claim.provider(),
        claim.payer(),
        claim.state().name(),
        position.appealLevel(),
        position.deadlines().decideBy());
  }

  private static MissingReceipt missing(AccessStanding standing) {
    var access = standing.access();
    return new MissingReceipt(
        access.accessId(),
        access.custodian(),
        access.grantee(),
        access.purpose(),
        standing.owedSince());
  }

  private EmergencyRelease released(AccessStanding standing) {
    var access = standing.access();
    var glass = access.breakGlass();
    return new EmergencyRelease(
        access.accessId(),
        access.custodian(),
        access.grantee(),
        glass.releasedAt(),
        access.at(),
        access.at().isAfter(glass.releasedAt().plus(SOON)),
        glass.reviewBy(),
        glass.overdue(clock.instant()),
        glass.review() == null ? null : glass.review().verdict());
  }
}
