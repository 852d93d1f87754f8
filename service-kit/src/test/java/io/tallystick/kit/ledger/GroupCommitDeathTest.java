package io.tallystick.kit.ledger;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service is killed, for real, at every named point of a grouped transaction's way, on PostgreSQL
 * and the dev ledger. What the next process makes of it is counted from the chain.
 */
class GroupCommitDeathTest {

  /**
   * Of two services at once. Each death leaves something for the next process; some points need a
   * predecessor's.
   */
  private static final List<List<FaultPoint>> DEATHS =
      List.of(
          List.of(
              FaultPoint.BEFORE_ENDORSE,
              FaultPoint.ENDORSED_NOT_STORED,
              FaultPoint.REFUSED_NOT_RECORDED,
              FaultPoint.STORED_NOT_SUBMITTED,
              FaultPoint.LOOKED_UP_NOT_RESUMED,
              FaultPoint.SUBMITTED_NO_STATUS,
              FaultPoint.LOOKED_UP_NOT_RESUMED),
          List.of(
              FaultPoint.VALID_NO_OUTCOME,
              FaultPoint.SOME_OUTCOMES_RECORDED,
              FaultPoint.ALL_OUTCOMES_RECORDED,
              FaultPoint.INVALID_NOT_RECORDED,
              FaultPoint.INVALID_NOT_SPLIT));

  @TempDir Path folder;

  @Test
  void wherever_the_process_dies_nothing_is_lost_and_nothing_doubled() throws Exception {
    try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
      var all = new ArrayList<Future<Void>>();
      for (var deaths : DEATHS) all.add(threads.submit(lives(deaths)));
      for (var each : all) each.get();
    }
  }

  private Callable<Void> lives(List<FaultPoint> deaths) {
    return () -> {
      var own = folder.resolve(deaths.getFirst() + ".properties");
      try (var service = new MortalService(own)) {
        service.dies(deaths);
        service.assertNothingIsLostOrDoubled();
      }
      return null;
    };
  }
}
