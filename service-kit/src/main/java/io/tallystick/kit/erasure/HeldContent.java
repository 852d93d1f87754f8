package io.tallystick.kit.erasure;

import io.tallystick.vocabulary.ledger.LedgerEntry.Access;
import io.tallystick.vocabulary.ledger.LedgerEntry.RetentionGround;
import java.time.Instant;
import java.util.List;
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
  record Retention(RetentionGround ground, Instant until) {
    Retention until(Instant sooner) {
      return new Retention(ground, sooner);
    }
  }

  /** Why the content has to stay for now; empty if nothing is held, or nothing keeps it. */
  Optional<Retention> retention(Handle tx, Access access);

  /**
   * Accesses whose content is held although the term that its consent set is over. Who can't tell
   * cheaply is found by the search of the ledger, which comes less often.
   */
  default List<String> termsOver(Handle tx, Instant now) {
    return List.of();
  }

  /** Destroys what is held of that access, beyond any backup; does nothing if that is nothing. */
  void erase(Handle tx, String accessId);
}
