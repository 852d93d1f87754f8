package io.tallystick.claims.patientview.adapter;

import io.tallystick.claims.ClaimsConfig;
import io.tallystick.kit.problem.Problem;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/** How many live streams there are, in all and of each person. */
@Singleton
class StreamPlaces {

  private static final int TOO_MANY_REQUESTS = 429;

  /** Held by a stream as long as it lives; close it once. */
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  private final int most;
  private final int mostPerPerson;
  private final Map<String, Integer> taken = new HashMap<>();
  private int all;

  StreamPlaces(ClaimsConfig config) {
    this.most = config.streams();
    this.mostPerPerson = config.streamsPerPerson();
  }

  /**
   * @throws io.tallystick.kit.problem.ProblemException 429 {@code stream.too-many}
   */
  synchronized Place take(String subject) {
    if (all >= most || taken.getOrDefault(subject, 0) >= mostPerPerson) {
      throw Problem.of(TOO_MANY_REQUESTS, "stream.too-many", "Too many streams are open.")
          .exception();
    }
    all++;
    taken.merge(subject, 1, Integer::sum);
    return () -> free(subject);
  }

  private synchronized void free(String subject) {
    all--;
    taken.computeIfPresent(subject, (who, n) -> n == 1 ? null : n - 1);
  }
}
