package io.tallystick.kit.events.inbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * One partition's records in hand: of one key one after the other, of different keys at once. What
 * may be committed is the lowest offset that isn't done. Not thread safe by itself.
 */
final class PartitionProgress<R> {

  private final Map<String, Deque<R>> waiting = new HashMap<>();
  private final Set<String> running = new HashSet<>();
  private final TreeSet<Long> open = new TreeSet<>();
  private long next = -1;
  private long committed = -1;

  /**
   * @return true if the record may start at once, false if it waits behind its key's earlier ones
   */
  boolean add(String key, long offset, R record) {
    open.add(offset);
    next = offset + 1;
    if (running.add(key)) return true;
    waiting.computeIfAbsent(key, k -> new ArrayDeque<>()).add(record);
    return false;
  }

  /**
   * @return the key's next record, to be started now; null if there is none
   */
  R done(String key, long offset) {
    open.remove(offset);
    var followers = waiting.get(key);
    if (followers == null) {
      running.remove(key);
      return null;
    }
    var follower = followers.remove();
    if (followers.isEmpty()) waiting.remove(key);
    return follower;
  }

  int inHand() {
    return open.size();
  }

  /** The offset to commit, if it has moved since it was last asked for. */
  OptionalLong toCommit() {
    long low = open.isEmpty() ? next : open.first();
    if (low <= committed || low < 0) return OptionalLong.empty();
    committed = low;
    return OptionalLong.of(low);
  }
}
