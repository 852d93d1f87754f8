package io.tallystick.insurer.evidence.adapter;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.insurer.evidence.app.Releases;
import io.tallystick.kit.identity.Caller;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;

/** Which releases custodians announced to this payer, for the people who decide on them. */
@Path("/")
@RunOnVirtualThread
public class ReleasesResource {

  /**
   * @param state {@code DUE}, {@code KEPT}, {@code LOST} or {@code ERASED}
   * @param leaves resources released
   * @param withheld resources that weren't, a count only
   * @param receivedAt absent until it came
   * @param eraseBy when it is erased here, as its consent asks; absent if it doesn't
   * @param noRedisclosure whether its consent forbids to pass it on
   */
  public record Shown(
      String decisionId,
      String custodian,
      String state,
      int leaves,
      int withheld,
      Instant receivedAt,
      Instant eraseBy,
      boolean noRedisclosure) {}

  private final Caller caller;
  private final Transactions transactions;
  private final Releases releases;

  ReleasesResource(Caller caller, Transactions transactions, Releases releases) {
    this.caller = caller;
    this.transactions = transactions;
    this.releases = releases;
  }

  /** The releases announced for a claim, the first one first. */
  @GET
  @Path("releases")
  @Produces(MediaType.APPLICATION_JSON)
  public List<Shown> ofClaim(@QueryParam("claim") String claimId) {
    caller.requireStaff("adjudicator");
    if (claimId == null) {
      throw Problem.badRequest("search.parameter", "claim names the claim").exception();
    }
    return transactions.inTransaction(tx -> releases.ofClaim(tx, claimId)).stream()
        .map(
            release ->
                new Shown(
                    release.decisionId(),
                    release.custodian(),
                    release.state().name(),
                    release.leaves(),
                    release.withheld(),
                    release.keptAt(),
                    release.eraseBy(),
                    release.noRedisclosure()))
        .toList();
  }
}
