package io.tallystick.gateway.accesses.domain;

import io.tallystick.vocabulary.ledger.LedgerOperation.DenialReason;
import java.time.Instant;

/**
 * One decision on access to a patient's records.
 *
 * @param patientId absent if nobody here was meant
 * @param claimId absent if it was for no claim
 * @param headId the consent it was decided under, absent if there was none
 * @param reason of a denial
 * @param released how many resources left
 * @param withheld how many of those asked for did not
 * @param at when it was decided; in an emergency, when it was released
 * @param txid absent in an emergency that the ledger doesn't have yet
 */
public record MadeAccess(
    String accessId,
    String patientId,
    boolean permitted,
    String grantee,
    String purpose,
    String claimId,
    String headId,
    Long headVersion,
    DenialReason reason,
    int released,
    int withheld,
    Instant at,
    String txid,
    boolean breakGlass) {}
