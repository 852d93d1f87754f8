package io.tallystick.cli.demo.report;

import io.tallystick.cli.demo.stage.SentClaim;
import io.tallystick.cli.demo.watch.Chain;
import io.tallystick.cli.demo.watch.Trail;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What became of the claims: the ids that the hospitals acknowledged over HTTP, against what the
 * blocks say. No service is asked.
 *
 * @param submitted acknowledged over HTTP
 * @param settled at least one line allowed, also if the deductible took all of it
 * @param denied settled with every line denied or outside the plan
 * @param pended not final: waiting for a consent or information, or in a payer's review queue. The
 *     ledger has no step for the latter, so that the payer's public queue is asked
 * @param stuck on the chain, but neither final nor waiting for anybody
 * @param refused not acknowledged, each with its reason
 * @param lost acknowledged, and not on the chain
 * @param doubled counted more than once on the chain, or there without having been acknowledged;
 *     and operations of whatever kind that two transactions carried out
 */
public record Tally(
    int submitted,
    int settled,
    int denied,
    int pended,
    List<String> stuck,
    List<String> refused,
    List<String> lost,
    List<String> doubled) {

  /**
   * @param before claims that were on the chain before this run
   * @param inReview claims in the payers' review queues
   */
  public static Tally of(
      List<SentClaim> sent, Chain chain, Set<String> before, Set<String> inReview) {
    var acknowledged = new ArrayList<String>();
    sent.forEach(claim -> claim.claimId().ifPresent(acknowledged::add));
    var trails =
        acknowledged.stream().distinct().map(chain::claim).flatMap(Optional::stream).toList();
    return new Tally(
        acknowledged.size(),
        (int) trails.stream().filter(t -> t.settled().isPresent() && !t.denied()).count(),
        (int) trails.stream().filter(Trail::denied).count(),
        (int) trails.stream().filter(trail -> pended(trail, inReview)).count(),
        ids(trails.stream().filter(t -> !t.atRest() && !pended(t, inReview)).toList()),
        sent.stream().filter(s -> s.claimId().isEmpty()).map(SentClaim::problem).toList(),
        acknowledged.stream().filter(id -> chain.claim(id).isEmpty()).toList(),
        doubled(acknowledged, trails, chain, before));
  }

  /** Nothing lost, doubled, stuck or turned away at the door. */
  public boolean clean() {
    return stuck.isEmpty() && refused.isEmpty() && lost.isEmpty() && doubled.isEmpty();
  }

  private static List<String> doubled(
      List<String> acknowledged, List<Trail> trails, Chain chain, Set<String> before) {
    var doubled = new ArrayList<>(ids(trails.stream().filter(Trail::doubled).toList()));
    var once = new HashSet<String>();
    acknowledged.stream().filter(id -> !once.add(id)).forEach(doubled::add);
    chain.claimIds().stream()
        .filter(id -> !before.contains(id) && !once.contains(id))
        .forEach(doubled::add);
    chain.repeated().stream().map("operation "::concat).forEach(doubled::add);
    return doubled;
  }

  private static boolean pended(Trail trail, Set<String> inReview) {
    return switch (trail.state()) {
      case PENDED -> true;
      case SUBMITTED -> inReview.contains(trail.last().entry().claimId());
      case ADJUDICATED, SETTLED, APPEALED, CANCELLED, REVERSED -> false;
    };
  }

  private static List<String> ids(List<Trail> trails) {
    return trails.stream().map(trail -> trail.last().entry().claimId()).toList();
  }
}
