package io.tallystick.gateway.consents.app;

import io.tallystick.gateway.consents.domain.Coverage;
import org.jdbi.v3.core.Handle;

/**
 * Fired in the transaction in which a patient's grant answers a request that rests on no claim.
 *
 * @param coverage FULL, PART or DENIED
 */
public record RequestAnswered(
    Handle tx, String requestId, String grantee, String patientId, Coverage coverage) {}
