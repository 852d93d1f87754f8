package io.tallystick.cli.demo.stage;

import io.tallystick.cli.demo.Town;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What waits for an adjudicator at the insurers, as those see it. */
public final class ReviewQueues {

  /** Each insurer's adjudicator. */
  public static final Map<String, String> ADJUDICATORS =
      Map.of("harbor", "hank", "meridian", "mia");

  private final Town town;

  public ReviewQueues(Town town) {
    this.town = town;
  }

  /** Claim ids. */
  public Set<String> claims() {
    var ids = new HashSet<String>();
    ADJUDICATORS.forEach(
        (insurer, who) ->
            town.api()
                .get(town.at().insurer(insurer) + "/queue", town.tokens().ofStaff(insurer, who))
                .orThrow("the queue of " + insurer)
                .body()
                .forEach(queued -> ids.add(queued.path("claimId").asText())));
    return ids;
  }
}
