package io.tallystick.ledger.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ColumnFamilyOptions;
import org.rocksdb.DBOptions;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Slice;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The world state, the indexes of transactions and blocks and the history of keys, in RocksDB.
 * Everything in it follows from the blocks: deleted, it is rebuilt. One block's effects, its place
 * and the new height are one atomic write; it isn't synced, because the block was.
 */
public final class StateStore implements AutoCloseable {

  private static final byte[] HEIGHT = "height".getBytes(UTF_8);
  private static final byte[] NOTHING = {};
  private static final long CACHE_BYTES = 32L << 20;
  private static final long WRITE_BUFFER_BYTES = 16L << 20;

  static {
    RocksDB.loadLibrary();
  }

  private final RocksDB db;
  private final ColumnFamilyHandle state;
  private final ColumnFamilyHandle transactions;
  private final ColumnFamilyHandle history;
  private final ColumnFamilyHandle blocks;
  private final ColumnFamilyHandle meta;
  private final List<AutoCloseable> owned = new ArrayList<>();
  private final WriteOptions unsynced = new WriteOptions();
  private final NativeGuard guard = new NativeGuard();

  private StateStore(RocksDB db, List<ColumnFamilyHandle> families, List<AutoCloseable> options) {
    this.db = db;
    this.meta = families.get(0);
    this.state = families.get(1);
    this.transactions = families.get(2);
    this.history = families.get(3);
    this.blocks = families.get(4);
    owned.addAll(families);
    owned.add(unsynced);
    owned.add(db);
    owned.addAll(options);
  }

  /** Opens or creates the store. */
  public static StateStore open(Path folder) {
    var cache = new LRUCache(CACHE_BYTES);
    var filter = new BloomFilter(10);
    var table = new BlockBasedTableConfig().setBlockCache(cache).setFilterPolicy(filter);
    var family =
        new ColumnFamilyOptions()
            .setTableFormatConfig(table)
            .setWriteBufferSize(WRITE_BUFFER_BYTES)
            .setMaxWriteBufferNumber(2);
    var options =
        new DBOptions()
            .setCreateIfMissing(true)
            .setCreateMissingColumnFamilies(true)
            .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
            .setKeepLogFileNum(2)
            .setMaxOpenFiles(256);
    var names =
        List.of(
            RocksDB.DEFAULT_COLUMN_FAMILY,
            bytes("state"),
            bytes("tx"),
            bytes("history"),
            bytes("blocks"));
    var handles = new ArrayList<ColumnFamilyHandle>();
    try {
      var db =
          RocksDB.open(
              options,
              folder.toString(),
              names.stream().map(name -> new ColumnFamilyDescriptor(name, family)).toList(),
              handles);
      return new StateStore(db, handles, List.of(options, family, filter, cache));
    } catch (RocksDBException e) {
      throw new IllegalStateException(
          "the state in %s cannot be opened (%s); delete that folder and it is rebuilt from the blocks"
              .formatted(folder, e.getMessage()),
          e);
    }
  }

  private static byte[] bytes(String name) {
    return name.getBytes(UTF_8);
  }

  /** How many blocks are applied. */
  public long height() {
    var stored = get(meta, HEIGHT);
    return stored == null ? 0 : ByteBuffer.wrap(stored).getLong();
  }

  /** Applies a block that lies at this place; its number must be the present height. */
  public void apply(BlockEffects effects, BlockPlace place) {
    write(
        batch -> {
          put(batch, effects.writes());
          for (var entry : effects.transactions().entrySet()) {
            batch.put(transactions, bytes(entry.getKey()), entry.getValue().encoded());
          }
          for (var written : effects.history()) {
            batch.put(history, historyKey(written, effects.block()), NOTHING);
          }
          index(batch, effects.block(), place);
          batch.put(meta, HEIGHT, number(effects.block() + 1));
        });
  }

  /** Adds to the index blocks that are applied already: of a store that was made without one. */
  public void index(SortedMap<Long, BlockPlace> places) {
    write(
        batch -> {
          for (var place : places.entrySet()) {
            index(batch, place.getKey(), place.getValue());
          }
        });
  }

  private void index(WriteBatch batch, long block, BlockPlace place) throws RocksDBException {
    batch.put(blocks, number(block), place.encoded());
    batch.put(blocks, hash(place.headerHash()), number(block));
  }

  /** Hashes stand beside numbers, which are shorter. */
  private static byte[] hash(ByteString headerHash) {
    return ByteString.copyFromUtf8("hash").concat(headerHash).toByteArray();
  }

  /** The number of the block whose header has this hash, if it is applied and indexed. */
  public Optional<Long> blockOfHash(ByteString headerHash) {
    return Optional.ofNullable(get(blocks, hash(headerHash)))
        .map(number -> ByteBuffer.wrap(number).getLong());
  }

  /** Sets keys outside of any block: what is configured for a chain that began without it. */
  public void seed(SortedMap<StateKey, StoredValue> writes) {
    write(batch -> put(batch, writes));
  }

  private interface Filling {
    void fill(WriteBatch batch) throws RocksDBException;
  }

  private void write(Filling filling) {
    guard.write(
        () -> {
          try (var batch = new WriteBatch()) {
            filling.fill(batch);
            db.write(unsynced, batch);
          }
        });
  }

  private void put(WriteBatch batch, SortedMap<StateKey, StoredValue> writes)
      throws RocksDBException {
    for (var write : writes.entrySet()) {
      var key = write.getKey().encoded();
      if (write.getValue() == null) {
        batch.delete(state, key);
      } else {
        batch.put(state, key, write.getValue().encoded());
      }
    }
  }

  private static byte[] number(long value) {
    return ByteBuffer.allocate(8).putLong(value).array();
  }

  private static byte[] historyKey(BlockEffects.Written written, long block) {
    var prefix = written.key().historyPrefix();
    return ByteBuffer.allocate(prefix.length + 12)
        .put(prefix)
        .putLong(block)
        .putInt(written.transaction())
        .array();
  }

  /** Where a block lies, if it is applied and indexed. */
  public Optional<BlockPlace> place(long block) {
    return Optional.ofNullable(get(blocks, number(block))).map(BlockPlace::decoded);
  }

  public Optional<TransactionIndex> transaction(String id) {
    return Optional.ofNullable(get(transactions, bytes(id))).map(TransactionIndex::decoded);
  }

  /** Versions at which the key was written, newest first. */
  public List<Version> history(StateKey key) {
    var prefix = key.historyPrefix();
    var end = ByteBuffer.allocate(prefix.length + 12).put(prefix).putLong(-1).putInt(-1).array();
    return guard.read(() -> history(prefix, end));
  }

  private List<Version> history(byte[] prefix, byte[] end) throws RocksDBException {
    var versions = new ArrayList<Version>();
    try (var lower = new Slice(prefix);
        var options = new ReadOptions().setIterateLowerBound(lower);
        var keys = db.newIterator(history, options)) {
      for (keys.seekForPrev(end); keys.isValid(); keys.prev()) {
        var tail = ByteBuffer.wrap(keys.key()).position(prefix.length);
        versions.add(new Version(tail.getLong(), tail.getInt()));
      }
      // An iterator that meets a damaged file just ends.
      keys.status();
    }
    return versions;
  }

  /** A view that later blocks don't change; close it. */
  public StateSnapshot snapshot() {
    return guard.read(() -> new StateSnapshot(db, state, guard));
  }

  private byte[] get(ColumnFamilyHandle family, byte[] key) {
    return guard.read(() -> db.get(family, key));
  }

  /** Waits for those who read or write; whoever comes later is told that the ledger stops. */
  @Override
  public void close() {
    guard.close();
    for (var each : owned) {
      try {
        each.close();
      } catch (Exception e) {
        throw new IllegalStateException("the state cannot be closed", e);
      }
    }
  }
}
