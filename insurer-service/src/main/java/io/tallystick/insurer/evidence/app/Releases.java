package io.tallystick.insurer.evidence.app;

import io.tallystick.vocabulary.ledger.LedgerEntry.Access;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Releases that custodians announced: to be fetched, kept or lost. */
public interface Releases {

  enum State {
    DUE,
    KEPT,
    LOST,
    /** Its consent was revoked or its term is over, and no ground to keep it is left. */
    ERASED
  }

  /**
   * @param custodian org id
   * @param leaves resources released, as announced
   * @param withheld resources that aren't, a count only
   * @param attempts fetches so far
   * @param traceparent of the event that announced it; null outside of a trace
   * @param keptAt when it came, null until then
   * @param eraseBy when the term ends that its consent set, null if it set none or until it came
   * @param noRedisclosure whether it must not be passed on
   */
  record Release(
      String decisionId,
      String claimId,
      String custodian,
      Instant notAfter,
      int leaves,
      int withheld,
      State state,
      int attempts,
      String traceparent,
      Instant keptAt,
      Instant eraseBy,
      boolean noRedisclosure) {

    /** One that didn't come yet. */
    public Release(
        String decisionId,
        String claimId,
        String custodian,
        Instant notAfter,
        int leaves,
        int withheld,
        State state,
        int attempts,
        String traceparent) {
      this(
          decisionId,
          claimId,
          custodian,
          notAfter,
          leaves,
          withheld,
          state,
          attempts,
          traceparent,
          null,
          null,
          false);
    }
  }

  /** Does nothing if it is known. */
  void announce(Handle tx, Release release, Instant at);

  List<Release> due(Handle tx, Instant now, Set<String> without, int atMost);

  /** The release if it is still to be fetched, locked. */
  Optional<Release> lockDue(Handle tx, String decisionId);

  void postpone(Handle tx, String decisionId, Instant until);

  /**
   * Keeps the verified package, sealed.
   *
   * @param access the decision it was released by
   */
  void keep(Handle tx, Access access, Set<String> types, byte[] releasePackage, Instant receivedAt);

  /** Decisions whose release is kept though its term has ended. */
  List<String> termsOver(Handle tx, Instant now);

  /**
   * @param why stable code, e.g. {@code release.expired}
   */
  void lose(Handle tx, String decisionId, String why);

  boolean isKept(Handle tx, String decisionId);

  /** Destroys the kept package beyond any backup; does nothing if there is none. */
  void erase(Handle tx, String decisionId);

  /** FHIR resource types of everything kept for a claim. */
  Set<String> types(Handle tx, String claimId);

  List<Release> ofClaim(Handle tx, String claimId);

  /** Packages kept for a claim, canonical JSON. */
  List<byte[]> kept(Handle tx, String claimId);
}
