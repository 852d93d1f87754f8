package io.tallystick.cli.demo.report;

import io.tallystick.cli.demo.stage.SentClaim;
import io.tallystick.cli.demo.watch.Chain;
import io.tallystick.cli.demo.watch.Chain.Decided;
import io.tallystick.cli.demo.watch.Trail;
import java.util.List;
import java.util.Optional;

/** What the chain says of the claims that were sent. */
public record Outcomes(List<SentClaim> sent, Chain chain) {

  /**
   * From when a claim was due to be sent to its settle block; unsettled ones are left out.
   *
   * @param warmUp how many of the first sent don't count
   * @param releasedOnly only claims for which a hospital released evidence
   */
  public Latencies latencies(int warmUp, boolean releasedOnly) {
    return Latencies.ofNanos(
        sent.stream()
            .skip(warmUp)
            .filter(claim -> !releasedOnly || wasReleased(claim))
            .flatMap(
                claim ->
                    trail(claim).flatMap(Trail::settled).stream()
                        .map(step -> step.arrivedNanos() - claim.scheduledNanos()))
            .mapToLong(Long::longValue));
  }

  /** How many accesses for these claims were permitted, or denied. */
  public int accesses(boolean permitted) {
    return (int)
        sent.stream()
            .flatMap(claim -> accesses(claim).stream())
            .filter(decided -> decided.access().permitted() == permitted)
            .count();
  }

  /** The first claim that went the whole way: evidence released, something allowed, settled. */
  public Optional<SentClaim> wholeWay() {
    return sent.stream()
        .filter(this::wasReleased)
        .filter(c -> trail(c).filter(t -> t.settled().isPresent() && !t.denied()).isPresent())
        .findFirst();
  }

  private boolean wasReleased(SentClaim claim) {
    return accesses(claim).stream().anyMatch(decided -> decided.access().permitted());
  }

  private List<Decided> accesses(SentClaim claim) {
    return claim.claimId().map(chain::accesses).orElse(List.of());
  }

  private Optional<Trail> trail(SentClaim claim) {
    return claim.claimId().flatMap(chain::claim);
  }
}
