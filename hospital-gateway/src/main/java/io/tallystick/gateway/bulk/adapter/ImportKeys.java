package io.tallystick.gateway.bulk.adapter;

import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.sealing.DataKey;
import io.tallystick.kit.sealing.SealedStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/** The key of each import: destroyed with it. */
@ApplicationScoped
class ImportKeys {

  private final SealedStore store;
  private final Ids ids;
  private final Map<String, DataKey> known = new ConcurrentHashMap<>();

  ImportKeys(SealedStore store, Ids ids) {
    this.store = store;
    this.ids = ids;
  }

  void create(Handle tx, String jobId) {
    store.seal(tx, sealedId(jobId), ids.bytes(DataKey.BYTES));
  }

  byte[] seal(Handle tx, String jobId, String context, byte[] plain) {
    return key(tx, jobId).seal(ids, context, plain);
  }

  byte[] open(Handle tx, String jobId, String context, byte[] sealed) {
    return key(tx, jobId).open(context, sealed);
  }

  void destroy(Handle tx, String jobId) {
    store.erase(tx, sealedId(jobId));
    known.remove(jobId);
  }

  private DataKey key(Handle tx, String jobId) {
    return known.computeIfAbsent(
        jobId, id -> new DataKey(store.open(tx, sealedId(id)).orElseThrow()));
  }

  private static String sealedId(String jobId) {
    return "import/" + jobId;
  }
}
