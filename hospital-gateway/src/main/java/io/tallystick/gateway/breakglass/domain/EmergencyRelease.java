package io.tallystick.gateway.breakglass.domain;

import java.time.Instant;

/**
 * A custodian's answer to an {@link EmergencyRequest}.
 *
 * @param reviewBy until when somebody other than the grantee says whether it was justified
 * @param older records that are not part of it, being older than the ones that are
 * @param sealed JWE to the grantee, a {@code ReleasePackage}
 */
public record EmergencyRelease(
    String decisionId, Instant releasedAt, Instant reviewBy, int older, String sealed) {}
