package io.tallystick.cli.verify.copies;

import io.tallystick.cli.verify.chain.Finding;
import io.tallystick.cli.verify.chain.Problem;
import io.tallystick.cli.verify.chain.WorldState.Stored;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Holds a peer's world state against what follows from the blocks: it is derived, so it is equal.
 */
public final class CompareState {

  private final String source;
  private final Consumer<Finding> findings;

  /**
   * @param source whose state it is
   */
  public CompareState(String source, Consumer<Finding> findings) {
    this.source = source;
    this.findings = findings;
  }

  /**
   * @param expected what follows from the blocks
   * @param present all that the peer holds under the same chaincode
   */
  public void compare(Map<String, Stored> expected, Map<String, Stored> present) {
    for (var key : both(expected.keySet(), present.keySet())) {
      var wanted = expected.get(key);
      var found = present.get(key);
      if (wanted == null) report(key, "it is in the state and not on the chain");
      else if (found == null) report(key, "it is on the chain and not in the state");
      else if (!wanted.equals(found)) report(key, "its " + part(wanted, found) + " differs");
    }
  }

  private static String part(Stored wanted, Stored found) {
    if (!wanted.value().equals(found.value())) return "value";
    return wanted.policy().equals(found.policy()) ? "version" : "policy";
  }

  private static Set<String> both(Set<String> some, Set<String> others) {
    var all = new TreeSet<>(some);
    all.addAll(others);
    return all;
  }

  private void report(String key, String detail) {
    findings.accept(new Finding(Problem.STATE_DIFFERS, null, null, key, source, detail));
  }
}
