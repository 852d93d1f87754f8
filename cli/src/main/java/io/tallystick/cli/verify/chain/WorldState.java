package io.tallystick.cli.verify.chain;

import com.google.protobuf.ByteString;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The world state as the valid transactions make it, in memory: about a kilobyte an entry. A
 * private collection is a space of its own, its keys and values the hashes that the blocks hold.
 */
public final class WorldState {

  /**
   * @param value null where the transaction deleted it
   * @param policy the key's endorsement policy, empty if it has none
   */
  public record Stored(ByteString value, ByteString policy, long block, int transaction) {
    boolean isDeleted() {
      return value == null;
    }
  }

  /** A namespace, or a collection of one. */
  record Space(String namespace, String collection) {
    boolean isPublic() {
      return collection.isEmpty();
    }
  }

  /** As LevelDB and RocksDB sort: by UTF-8 bytes, which is the order of code points. */
  static final Comparator<String> BY_UTF8 = WorldState::compareCodePoints;

  private final Map<Space, NavigableMap<String, Stored>> spaces = new HashMap<>();

  /** Null if absent. */
  Stored get(Space space, String key) {
    return in(space).get(key);
  }

  void put(Space space, String key, Stored stored) {
    if (stored.isDeleted()) in(space).remove(key);
    else in(space).put(key, stored);
  }

  NavigableMap<String, Stored> in(Space space) {
    return spaces.computeIfAbsent(space, unused -> new TreeMap<>(BY_UTF8));
  }

  /** Every key of a chaincode's public state with what it holds, in order; a live view. */
  public NavigableMap<String, Stored> of(String chaincode) {
    return in(new Space(chaincode, ""));
  }

  private static int compareCodePoints(String a, String b) {
    int shorter = Math.min(a.length(), b.length());
    for (int i = 0; i < shorter; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x == y) continue;
      boolean same = Character.isSurrogate(x) == Character.isSurrogate(y);
      return same ? Character.compare(x, y) : Character.isSurrogate(x) ? 1 : -1;
    }
    return Integer.compare(a.length(), b.length());
  }
}
