package io.tallystick.gateway.consents.domain;

import io.tallystick.vocabulary.consent.ConsentChange;
import java.time.Instant;

/**
 * The head of one patient's consents towards one grantee, as the ledger last accepted it.
 *
 * @param opId of the change that its statements came with
 * @param thumbprint of the key that signed last; absent for a consent on paper that no key has
 *     taken over
 */
public record Head(
    String headId,
    String patientId,
    String grantee,
    long version,
    String opId,
    String commitment,
    String thumbprint,
    boolean revoked,
    Instant notBefore,
    Instant notAfter,
    String txid,
    Instant changedAt) {

  public enum State {
    ACTIVE,
    REVOKED,
    EXPIRED
  }

  public State state(Instant now) {
    if (revoked) return State.REVOKED;
    return now.isBefore(notAfter) ? State.ACTIVE : State.EXPIRED;
  }

  /** Whether it rests on a form, which is weaker than a key. */
  public boolean onPaper() {
    return thumbprint == null;
  }

  public boolean inForce(Instant now) {
    return state(now) == State.ACTIVE;
  }

  /** The change that revokes this head, to be signed. */
  public ConsentChange revocation(String channel, String custodian, String nonce) {
    return new ConsentChange(
        channel,
        ConsentChange.REVOKE,
        headId,
        version + 1,
        commitment,
        null,
        custodian,
        grantee,
        nonce,
        null,
        null);
  }

  /** After a revocation; the statements it had count for nothing. */
  public Head revoked(long newVersion, String newTxid, Instant at) {
    return new Head(
        headId,
        patientId,
        grantee,
        newVersion,
        opId,
        commitment,
        thumbprint,
        true,
        notBefore,
        notAfter,
        newTxid,
        at);
  }
}
