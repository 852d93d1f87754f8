package io.tallystick.gateway.exchange.app;

import io.tallystick.gateway.exchange.domain.Search;
import io.tallystick.gateway.exchange.domain.Search.Ask;
import io.tallystick.gateway.exchange.domain.Search.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Searches and how far each hospital's answer is; what is sought is sealed. */
public interface Searches {

  void add(Handle tx, Search search);

  Optional<Search> find(Handle tx, String searchId);

  /** A clinician's own, latest first, at most so many. */
  List<Search> latest(Handle tx, String askedBy, int atMost);

  /** Those that an answer may still change, of searches whose deadline lies ahead. */
  List<Ask> open(Handle tx, Instant now);

  /**
   * @param accessId only if received
   */
  void move(Handle tx, Ask ask, String taskId, State to, String accessId, Instant at);
}
