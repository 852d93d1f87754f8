package io.tallystick.gateway.release.app;

import io.tallystick.gateway.consents.app.ConsentHeads;
import io.tallystick.gateway.release.domain.Decision;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jdbi.v3.core.Handle;

/** Hands the grantee what a permit on the ledger released to it, sealed as it was stored. */
@ApplicationScoped
public class FetchRelease {

  private final Transactions transactions;
  private final Decisions decisions;
  private final ConsentHeads heads;
  private final Clock clock;

  public FetchRelease(
      Transactions transactions, Decisions decisions, ConsentHeads heads, Clock clock) {
    this.transactions = transactions;
    this.decisions = decisions;
    this.heads = heads;
    this.clock = clock;
  }

  /**
   * @return JWE compact
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code release.not-found}, also for
   *     another's and for one that isn't on the ledger; 410 {@code release.expired}, {@code
   *     release.withdrawn} once the consent was revoked or changed
   */
  public String fetch(String grantee, String decisionId) {
    return transactions.inTransaction(
        tx -> {
          var decision =
              decisions
                  .byId(tx, decisionId)
                  .filter(d -> d.grantee().equals(grantee) && d.permitted())
                  .filter(d -> d.state() == Decision.State.RECORDED)
                  .orElseThrow(
                      () ->
                          Problem.notFound("release.not-found", "no such release for you")
                              .exception());
          if (!clock.instant().isBefore(decision.notAfter())) throw expired();
          if (!rests(tx, decision)) {
            throw Problem.gone("release.withdrawn", "the consent has changed").exception();
          }
          var sealed = decisions.sealedPackage(tx, decisionId).orElseThrow(FetchRelease::expired);
          decisions.fetched(tx, decisionId, clock.instant());
          return sealed;
        });
  }

  /** Whether the consent still is what it was decided under. */
  private boolean rests(Handle tx, Decision decision) {
    return heads
        .byId(tx, decision.headId())
        .filter(head -> !head.revoked() && head.version() == decision.headVersion())
        .isPresent();
  }

  private static RuntimeException expired() {
    return Problem.gone("release.expired", "a release is fetched within a minute").exception();
  }
}
