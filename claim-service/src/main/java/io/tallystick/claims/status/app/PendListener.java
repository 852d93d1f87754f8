package io.tallystick.claims.status.app;

import org.jdbi.v3.core.Handle;

/** A bean that is told, in the projection's transaction, that a claim awaits a consent. */
public interface PendListener {

  void onPend(Handle tx, String claimId);
}
