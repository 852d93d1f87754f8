package io.tallystick.kit.ledger;

import io.tallystick.kit.ledger.CommandQueue.Due;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Natural batching: a lane (the commands that need the same endorsers) has a few transactions on
 * their way at most. While one has room, whatever waits goes at once, be it one command or many;
 * while it hasn't, commands gather. Nothing ever waits for company.
 */
final class Lanes {

  /** Commands to share a transaction. */
  record Group(String lane, List<String> opIds) {}

  private final int mostInFlight;
  private final int mostOperations;
  private final long mostBytes;
  private final Map<String, Integer> inFlight = new HashMap<>();

  Lanes(int mostInFlight, int mostOperations, long mostBytes) {
    this.mostInFlight = mostInFlight;
    this.mostOperations = mostOperations;
    this.mostBytes = mostBytes;
  }

  synchronized Collection<String> full() {
    return inFlight.entrySet().stream()
        .filter(lane -> lane.getValue() >= mostInFlight)
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * What goes now, each group to be given back with {@link #done}; the rest gathers.
   *
   * @param waiting oldest first
   */
  synchronized List<Group> take(List<Due> waiting) {
    var byLane = new LinkedHashMap<String, Deque<Due>>();
    waiting.forEach(due -> byLane.computeIfAbsent(due.lane(), l -> new ArrayDeque<>()).add(due));
    var groups = new ArrayList<Group>();
    byLane.forEach(
        (lane, queue) -> {
          while (!queue.isEmpty() && inFlight.getOrDefault(lane, 0) < mostInFlight) {
            groups.add(new Group(lane, together(queue)));
            inFlight.merge(lane, 1, Integer::sum);
          }
        });
    return groups;
  }

  synchronized void done(String lane) {
    inFlight.computeIfPresent(lane, (l, count) -> count > 1 ? count - 1 : null);
  }

  /** The oldest in any case, and as many after it as fit. */
  private List<String> together(Deque<Due> queue) {
    var opIds = new ArrayList<String>();
    long bytes = 0;
    while (!queue.isEmpty() && opIds.size() < mostOperations) {
      bytes += queue.peek().bytes();
      if (!opIds.isEmpty() && bytes > mostBytes) break;
      opIds.add(queue.remove().opId());
    }
    return opIds;
  }
}
