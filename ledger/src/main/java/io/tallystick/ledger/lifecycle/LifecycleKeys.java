package io.tallystick.ledger.lifecycle;

import com.google.protobuf.ByteString;
import io.tallystick.ledger.simulate.Simulation;
import io.tallystick.ledger.state.StateKey;
import io.tallystick.ledger.state.StateView;
import java.util.Optional;

/**
 * The keys of the lifecycle's namespace: the channel's, or those that hold what one organisation
 * approved. Fabric keeps the latter in the organisation's implicit private collection and writes
 * their hashes; here they are public under that collection's name.
 */
interface LifecycleKeys {

  String ORGANISATION = "_implicit_org_";

  /** The value, empty if there is none. */
  ByteString get(String key);

  /** Writes a value; an empty one deletes. */
  void put(String key, ByteString value);

  /** The organisation on whose approvals a key bears, none for the channel's keys. */
  static Optional<String> organisation(String key) {
    var end = key.indexOf('/');
    return key.startsWith(ORGANISATION) && end > 0
        ? Optional.of(key.substring(ORGANISATION.length(), end))
        : Optional.empty();
  }

  static String prefix(String mspId) {
    return ORGANISATION + mspId + "/";
  }

  /** Keys that a transaction reads and writes. */
  static LifecycleKeys of(Simulation simulation) {
    return new LifecycleKeys() {
      @Override
      public ByteString get(String key) {
        return simulation.get(key);
      }

      @Override
      public void put(String key, ByteString value) {
        simulation.put(key, value);
      }
    };
  }

  /** Keys of the committed state, only to be read. */
  static LifecycleKeys of(StateView state) {
    return new LifecycleKeys() {
      @Override
      public ByteString get(String key) {
        var found = state.get(new StateKey(LifecycleContract.NAME, key));
        return found == null ? ByteString.EMPTY : found.value();
      }

      @Override
      public void put(String key, ByteString value) {
        throw new UnsupportedOperationException("the committed state cannot be written");
      }
    };
  }

  /** The same keys, those of one organisation. */
  default LifecycleKeys of(String mspId) {
    var all = this;
    return new LifecycleKeys() {
      @Override
      public ByteString get(String key) {
        return all.get(prefix(mspId) + key);
      }

      @Override
      public void put(String key, ByteString value) {
        all.put(prefix(mspId) + key, value);
      }
    };
  }
}
