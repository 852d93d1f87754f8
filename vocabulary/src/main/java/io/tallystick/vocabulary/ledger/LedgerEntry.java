package io.tallystick.vocabulary.ledger;

import io.tallystick.vocabulary.claim.ClaimLifecycle;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import io.tallystick.vocabulary.ledger.LedgerOperation.DenialReason;
import io.tallystick.vocabulary.ledger.LedgerOperation.PendReason;
import java.time.Instant;
import java.util.List;

/**
 * What the world state holds, as canonical JSON, beside {@link io.tallystick.vocabulary.org.Org}.
 * Times are the transaction's. Versions count from 1.
 */
public sealed interface LedgerEntry {

  record Record(
      String recordId, String custodian, String root, int leaves, long version, Instant at)
      implements LedgerEntry {}

  /**
   * @param basis {@code patient-key} or {@code custodian-attested}
   */
  record ConsentHead(
      String headId,
      String custodian,
      String grantee,
      long version,
      String commitment,
      String keyCommitment,
      Instant notBefore,
      Instant notAfter,
      boolean revoked,
      String basis,
      Instant at)
      implements LedgerEntry {}

  record Access(
      String accessId,
      boolean permitted,
      String custodian,
      String grantee,
      String headId,
      Long headVersion,
      String purpose,
      String claimId,
      String releaseCommitment,
      DenialReason reason,
      Instant notAfter,
      Instant at)
      implements LedgerEntry {}

  record Claim(
      String claimId,
      String provider,
      String payer,
      String use,
      ClaimLifecycle.State state,
      long version,
      String commitment,
      String billHash,
      String primaryClaimId,
      PendReason pendReason,
      Instant deadline,
      String answerCommitment,
      String adjudicationCommitment,
      AdjudicationOutcome outcome,
      List<String> reasonCodes,
      Instant submittedAt,
      Instant at)
      implements LedgerEntry {}

  /**
   * @param claimId the claim that holds the lock, absent while the bill is free
   */
  record Bill(String billHash, String provider, String claimId, long version)
      implements LedgerEntry {}

  /**
   * Under {@code op~<opId>}: that an operation was accepted, and with what result.
   *
   * @param digest SHA-256 of its creator's MSP id, a line feed and the operation's canonical JSON,
   *     hexadecimal
   * @param key the entry it created or moved
   * @param version that entry's version after it
   * @param also further keys that it wrote, sorted; absent if there are none
   */
  record Operation(
      String opId,
      String transaction,
      String digest,
      String key,
      long version,
      Instant at,
      List<String> also)
      implements LedgerEntry {}
}
