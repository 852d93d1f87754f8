package io.tallystick.gateway.matching.app;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Fired in the transaction in which a clerk confirms whom an institution asks about.
 *
 * @param requests ids of the requests that waited for it
 */
public record MatchDecided(Handle tx, String org, String patientId, List<String> requests) {

  public MatchDecided {
    requests = List.copyOf(requests);
  }
}
