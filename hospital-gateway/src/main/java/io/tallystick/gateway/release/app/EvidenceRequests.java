package io.tallystick.gateway.release.app;

import io.tallystick.gateway.release.domain.Evidence;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Requests for records and how far they are. */
public interface EvidenceRequests {

  /**
   * @return false if this grantee's request is known already
   */
  boolean add(Handle tx, Evidence evidence, Instant now);

  Optional<Evidence> find(Handle tx, String grantee, String requestId);

  /** The same, locked until the transaction ends. */
  Optional<Evidence> lock(Handle tx, String grantee, String requestId);

  /** The latest that was answered for a claim, locked. */
  Optional<Evidence> lastAnswered(Handle tx, String grantee, String claimId);

  /** Whom it asks about has been found out. */
  Evidence matched(Handle tx, Evidence evidence, String patientId);

  /** A decision is on its way to the ledger. */
  void decided(Handle tx, Evidence evidence);

  void decideAfter(Handle tx, Evidence evidence, Instant when);

  /** Until the patient answers, or the deadline. */
  void awaitConsent(Handle tx, Evidence evidence);

  /**
   * @param outcome null takes back what was said before
   */
  void outcome(Handle tx, Evidence evidence, Evidence.Outcome outcome);

  /** The patient has consented; its requester's next read decides. */
  void ready(Handle tx, Evidence evidence);

  /** By its requester. */
  void cancelled(Handle tx, Evidence evidence);

  void answered(Handle tx, Evidence evidence);

  void failed(Handle tx, Evidence evidence);

  /** One that is due, locked against other workers. */
  Optional<Evidence> nextDue(Handle tx, Instant now);
}
