package io.tallystick.ledger.state;

import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.rocksdb.RocksDBException;

/**
 * Keeps the native store open while somebody is in it. A call into a closed RocksDB ends the whole
 * process; calls of clients and chaincodes may well be late when a ledger stops.
 */
final class NativeGuard {

  /** Something done with the open store. */
  interface Work<T> {
    T run() throws RocksDBException;
  }

  /** A change of the open store. */
  interface Change {
    void run() throws RocksDBException;
  }

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private boolean closed;

  <T> T read(Work<T> work) {
    return use(work, "the state cannot be read");
  }

  void write(Change change) {
    use(
        () -> {
          change.run();
          return null;
        },
        "the state cannot be written");
  }

  private <T> T use(Work<T> work, String otherwise) {
    lock.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException("the ledger is stopping");
      }
      return work.run();
    } catch (RocksDBException e) {
      throw new IllegalStateException(otherwise, e);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Runs this unless the store is closed: for what closing has made unnecessary. */
  void ifOpen(Runnable work) {
    lock.readLock().lock();
    try {
      if (!closed) {
        work.run();
      }
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Waits for all uses to end; later ones are refused. */
  void close() {
    lock.writeLock().lock();
    try {
      closed = true;
    } finally {
      lock.writeLock().unlock();
    }
  }
}
