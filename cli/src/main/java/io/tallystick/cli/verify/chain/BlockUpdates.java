package io.tallystick.cli.verify.chain;

import com.google.protobuf.ByteString;
import io.tallystick.cli.verify.chain.WorldState.Space;
import io.tallystick.cli.verify.chain.WorldState.Stored;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** What the valid transactions of one block changed so far, on top of the state before it. */
final class BlockUpdates {

  private static final Comparator<Space> IN_ORDER =
      Comparator.comparing(Space::namespace, WorldState.BY_UTF8)
          .thenComparing(Space::collection, WorldState.BY_UTF8);

  private final WorldState before;
  private final NavigableMap<Space, NavigableMap<String, Stored>> changed = new TreeMap<>(IN_ORDER);

  BlockUpdates(WorldState before) {
    this.before = before;
  }

  WorldState before() {
    return before;
  }

  boolean wrote(Space space, String key) {
    return in(space).containsKey(key);
  }

  NavigableMap<String, Stored> in(Space space) {
    return changed.computeIfAbsent(space, unused -> new TreeMap<>(WorldState.BY_UTF8));
  }

  NavigableMap<Space, NavigableMap<String, Stored>> all() {
    return changed;
  }

  /** What stands there now, null if nothing. */
  private Stored present(Space space, String key) {
    var changed = in(space).get(key);
    if (changed == null) return before.get(space, key);
    return changed.isDeleted() ? null : changed;
  }

  /** A new value keeps the key's policy, a new policy its value (Fabric: validation/tx_ops.go). */
  void apply(Unpacked transaction, long block, int index) {
    for (var each : transaction.readWrites()) {
      var next = new HashMap<String, Stored>();
      for (var key : each.touched()) {
        var present = present(each.space(), key);
        var value = each.writes().containsKey(key) ? each.writes().get(key) : value(present);
        var policy = each.policies().containsKey(key) ? each.policies().get(key) : policy(present);
        // A policy for a key that isn't there changes nothing.
        if (value == null && !each.writes().containsKey(key)) continue;
        next.put(key, new Stored(value, policy, block, index));
      }
      in(each.space()).putAll(next);
    }
  }

  /** What the keys that a transaction writes in one space hold before it. */
  Map<String, ByteString> replaced(Space space, Unpacked transaction) {
    var values = new HashMap<String, ByteString>();
    for (var each : transaction.readWrites()) {
      if (!each.space().equals(space)) continue;
      for (var key : each.writes().keySet()) {
        var present = present(space, key);
        if (present != null) values.put(key, present.value());
      }
    }
    return values;
  }

  void commit() {
    for (var space : changed.entrySet()) {
      space.getValue().forEach((key, stored) -> before.put(space.getKey(), key, stored));
    }
  }

  private static ByteString value(Stored stored) {
    return stored == null ? null : stored.value();
  }

  private static ByteString policy(Stored stored) {
    return stored == null ? ByteString.EMPTY : stored.policy();
  }
}
