package io.tallystick.ledger.endorse;

import io.tallystick.ledger.policy.PolicyEvaluation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.hyperledger.fabric.protos.common.SignaturePolicyEnvelope;

/** Which endorsers together satisfy all of some policies (Fabric: the discovery service). */
public final class EndorserSets {

  // All subsets are tried; a consortium of more organisations than this needs something smarter.
  private static final int MAX_ENDORSERS = 16;

  private EndorserSets() {}

  /**
   * The smallest sets that satisfy the policies: those with the preferred endorser first, then by
   * size, then in the order given.
   */
  public static List<List<Endorser>> satisfying(
      List<SignaturePolicyEnvelope> policies, List<Endorser> endorsers, Endorser preferred) {
    if (endorsers.size() > MAX_ENDORSERS) {
      throw new IllegalArgumentException("more than " + MAX_ENDORSERS + " endorsing organisations");
    }
    var minimal = new ArrayList<Integer>();
    IntStream.range(1, 1 << endorsers.size())
        .boxed()
        .sorted(Comparator.comparing(Integer::bitCount))
        .filter(set -> minimal.stream().noneMatch(smaller -> (smaller & set) == smaller))
        .filter(set -> satisfies(policies, members(set, endorsers)))
        .forEach(minimal::add);
    return minimal.stream()
        .map(set -> members(set, endorsers))
        .sorted(Comparator.comparing(set -> !set.contains(preferred)))
        .toList();
  }

  private static boolean satisfies(
      List<SignaturePolicyEnvelope> policies, List<Endorser> endorsers) {
    var identities = endorsers.stream().map(Endorser::identity).toList();
    return policies.stream().allMatch(policy -> PolicyEvaluation.satisfied(policy, identities));
  }

  private static List<Endorser> members(int set, List<Endorser> endorsers) {
    return IntStream.range(0, endorsers.size())
        .filter(i -> (set & 1 << i) != 0)
        .mapToObj(endorsers::get)
        .toList();
  }
}
