package io.tallystick.cli.demo.stage;

import com.fasterxml.jackson.databind.JsonNode;
import io.tallystick.cli.demo.Town;
import io.tallystick.cli.demo.http.Reply;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What waits for an adjudicator at the insurers, as those see it. */
public final class ReviewQueues {

  /** Each insurer's adjudicator. */
  public static final Map<String, String> ADJUDICATORS =
      Map.of("harbor", "hank", "meridian", "mia");

  // Each waits in the insurer for a database connection, seconds long.
  private static final int TRIES = 6;

  private final Town town;

  public ReviewQueues(Town town) {
    this.town = town;
  }

  /** Claim ids. A queue that can't answer under load is asked again. */
  public Set<String> claims() {
    var ids = new HashSet<String>();
    for (var insurer : ADJUDICATORS.keySet()) {
      queue(insurer).forEach(queued -> ids.add(queued.path("claimId").asText()));
    }
    return ids;
  }

  private JsonNode queue(String insurer) {
    var url = town.at().insurer(insurer) + "/queue";
    Reply reply = null;
    for (int tries = 0; tries < TRIES; tries++) {
      reply = town.api().get(url, town.tokens().ofStaff(insurer, ADJUDICATORS.get(insurer)));
      if (reply.status() < 500) break;
    }
    return reply.orThrow("the queue of " + insurer).body();
  }
}
