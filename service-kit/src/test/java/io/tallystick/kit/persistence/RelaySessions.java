package io.tallystick.kit.persistence;

import javax.sql.DataSource;

/** A relay session where no container makes one. */
public final class RelaySessions {

  public static RelaySession begun(DataSource source) {
    var session = new RelaySession(source);
    session.start(null);
    return session;
  }

  public static void end(RelaySession session) {
    session.stop();
  }

  private RelaySessions() {}
}
