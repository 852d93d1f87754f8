package io.tallystick.gateway.release.app;

import io.tallystick.gateway.release.domain.Evidence;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Requests for evidence and how far they are. */
public interface EvidenceRequests {

  /**
   * @return false if this grantee's request is known already
   */
  boolean add(Handle tx, Evidence evidence, Instant now);

  Optional<Evidence> find(Handle tx, String grantee, String requestId);

  /** The latest that was answered for a claim, locked. */
  Optional<Evidence> lastAnswered(Handle tx, String grantee, String claimId);

  /** A decision is on its way to the ledger. */
  void decided(Handle tx, Evidence evidence);

  void decideAfter(Handle tx, Evidence evidence, Instant when);

  void answered(Handle tx, Evidence evidence);

  void failed(Handle tx, Evidence evidence);

  /** One that is due, locked against other workers. */
  Optional<Evidence> nextDue(Handle tx, Instant now);
}
