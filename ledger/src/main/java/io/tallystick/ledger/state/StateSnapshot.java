package io.tallystick.ledger.state;

import java.util.function.BiPredicate;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Slice;
import org.rocksdb.Snapshot;

/**
 * The world state after one block. Methods are synchronized because a chaincode that ran into its
 * timeout may still ask while the snapshot is closed, and RocksDB would crash the process.
 */
public final class StateSnapshot implements StateView, AutoCloseable {

  private final RocksDB db;
  private final ColumnFamilyHandle state;
  private final NativeGuard guard;
  private final Snapshot snapshot;
  private final ReadOptions options;
  private boolean closed;

  StateSnapshot(RocksDB db, ColumnFamilyHandle state, NativeGuard guard) {
    this.db = db;
    this.state = state;
    this.guard = guard;
    this.snapshot = db.getSnapshot();
    this.options = new ReadOptions().setSnapshot(snapshot);
  }

  @Override
  public synchronized StoredValue get(StateKey key) {
    checkOpen();
    var bytes = guard.read(() -> db.get(state, options, key.encoded()));
    return bytes == null ? null : StoredValue.decoded(bytes);
  }

  @Override
  public synchronized void range(
      String namespace, String start, String end, BiPredicate<String, StoredValue> visitor) {
    checkOpen();
    var last = end.isEmpty() ? StateKey.behind(namespace) : new StateKey(namespace, end).encoded();
    guard.read(() -> visit(new StateKey(namespace, start).encoded(), last, visitor));
  }

  private Void visit(byte[] first, byte[] behind, BiPredicate<String, StoredValue> visitor)
      throws RocksDBException {
    try (var upper = new Slice(behind);
        var bounds = new ReadOptions().setSnapshot(snapshot).setIterateUpperBound(upper);
        var keys = db.newIterator(state, bounds)) {
      keys.seek(first);
      while (keys.isValid()
          && visitor.test(StateKey.decoded(keys.key()).key(), StoredValue.decoded(keys.value()))) {
        keys.next();
      }
      // An iterator that meets a damaged file just ends.
      keys.status();
      return null;
    }
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the transaction is over");
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      options.close();
      guard.ifOpen(() -> db.releaseSnapshot(snapshot));
      snapshot.close();
    }
  }
}
