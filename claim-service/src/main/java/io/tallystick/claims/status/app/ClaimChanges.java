package io.tallystick.claims.status.app;

import io.tallystick.kit.persistence.WakeUp;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/**
 * Rings whoever watches a claim once its change is committed. Only a hint, within this process: a
 * watcher also looks around by itself.
 */
@Singleton
public class ClaimChanges {

  private final Set<WakeUp> watchers = ConcurrentHashMap.newKeySet();

  /** The bell of one watcher; give it back with {@link #unwatch}. */
  public WakeUp watch() {
    var bell = new WakeUp();
    watchers.add(bell);
    return bell;
  }

  public void unwatch(WakeUp bell) {
    watchers.remove(bell);
  }

  /** Rings all watchers after this transaction. */
  public void afterCommit(Handle tx) {
    if (!watchers.isEmpty()) tx.afterCommit(() -> watchers.forEach(WakeUp::ring));
  }
}
