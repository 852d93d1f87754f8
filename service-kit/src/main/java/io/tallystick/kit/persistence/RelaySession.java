package io.tallystick.kit.persistence;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.postgresql.PGConnection;

/**
 * Says which replica of this service runs the relays, and wakes them. The relaying replica holds an
 * advisory lock in a database session of its own: when its process dies, however hard, the session
 * ends and the lock is free at once.
 *
 * <p>A wake-up is a hint; the rows are the truth. It is sent after the commit and outside of it:
 * NOTIFY inside would take PostgreSQL's cluster-wide notify lock through every commit's fsync.
 */
@ApplicationScoped
public class RelaySession {

  private static final Logger LOG = Logger.getLogger(RelaySession.class);
  private static final long LOCK = 0x74616c6c79L;
  private static final String CHANNEL = "tallystick_relay";
  private static final int LISTEN_MILLIS = 1000;

  private final DataSource source;
  private final List<WakeUp> relays = new CopyOnWriteArrayList<>();
  private volatile boolean relaying;
  private volatile boolean stopping;
  private Thread thread;

  RelaySession(DataSource source) {
    this.source = source;
  }

  void start(@Observes @Priority(50) StartupEvent event) {
    thread = Thread.ofPlatform().daemon().name("relay-session").start(this::run);
  }

  @PreDestroy
  void stop() {
    stopping = true;
    if (thread != null) thread.interrupt();
  }

  /** Whether this replica's relays may run. */
  public boolean relaying() {
    return relaying;
  }

  /** Rings on every wake-up, local or from another replica. */
  public WakeUp subscribe() {
    var bell = new WakeUp();
    relays.add(bell);
    return bell;
  }

  /** Wakes the relays once this transaction has committed. */
  public void wakeAfterCommit(Handle tx) {
    tx.afterCommit(this::wake);
  }

  private void wake() {
    if (relaying) {
      relays.forEach(WakeUp::ring);
      return;
    }
    try (var connection = source.getConnection();
        var notify = connection.createStatement()) {
      notify.execute("NOTIFY " + CHANNEL);
    } catch (SQLException lost) {
      LOG.debugf("wake-up not sent (%s); the relay looks around by itself", lost.getSQLState());
    }
  }

  private void run() {
    while (!stopping) {
      try (var connection = source.getConnection()) {
        relayUntilLost(connection);
      } catch (SQLException | RuntimeException lost) {
        if (!stopping) LOG.infof("relay session lost: %s", lost.getMessage());
      } finally {
        relaying = false;
      }
      if (!stopping && !sleep()) return;
    }
  }

  private void relayUntilLost(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      try (var locked = statement.executeQuery("SELECT pg_try_advisory_lock(" + LOCK + ")")) {
        locked.next();
        if (!locked.getBoolean(1)) return;
      }
      try {
        statement.execute("LISTEN " + CHANNEL);
        relaying = true;
        relays.forEach(WakeUp::ring);
        var session = connection.unwrap(PGConnection.class);
        while (!stopping) {
          var heard = session.getNotifications(LISTEN_MILLIS);
          if (heard != null && heard.length > 0) relays.forEach(WakeUp::ring);
          statement.execute("SELECT 1");
        }
      } finally {
        relaying = false;
        statement.execute("UNLISTEN *");
        statement.execute("SELECT pg_advisory_unlock(" + LOCK + ")");
      }
    }
  }

  private boolean sleep() {
    try {
      Thread.sleep(300);
      return true;
    } catch (InterruptedException ended) {
      return false;
    }
  }
}
