package io.tallystick.kit.erasure;

import io.tallystick.vocabulary.ledger.LedgerEntry.Access;
import io.tallystick.vocabulary.ledger.LedgerEntry.RetentionGround;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * A CDI bean per kind of content that this service keeps of other institutions' releases. A service
 * without one owes nothing.
 */
public interface HeldContent {

  /**
   * @param until later than now
   */
  record Retention(RetentionGround ground, Instant until) {}

  /** Why the content has to stay for now; empty if nothing is held, or nothing keeps it. */
  Optional<Retention> retention(Handle tx, Access access);

  /** Destroys what is held of that access, beyond any backup; does nothing if that is nothing. */
  void erase(Handle tx, String accessId);
}
