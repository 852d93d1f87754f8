package io.tallystick.kit.events.content;

import java.time.Instant;
import java.util.List;

/**
 * {@code evidence.released}, custodian to payer, by reference.
 *
 * @param decisionId the access on the ledger, and the release's id
 * @param url where the sealed {@code ReleasePackage} is fetched, once
 * @param leaves how many resources are released
 * @param withheld how many are not; a count only
 */
public record EvidenceReleased(
    String decisionId,
    String requestId,
    String claimId,
    String url,
    List<String> recordIds,
    int leaves,
    int withheld,
    Instant notAfter) {}
