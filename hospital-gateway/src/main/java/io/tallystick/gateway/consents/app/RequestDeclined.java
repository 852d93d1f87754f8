package io.tallystick.gateway.consents.app;

import org.jdbi.v3.core.Handle;

/**
 * Fired in the transaction in which a patient declines what a grantee asked.
 *
 * @param claimId the claim it was asked for, absent if for none
 */
public record RequestDeclined(Handle tx, String grantee, String claimId, String requestId) {}
