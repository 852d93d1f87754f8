package io.tallystick.kit.events.content;

/**
 * {@code consent.changed}, custodian to grantee and to its own claim-service.
 *
 * @param version of the head after the change
 * @param patientId the custodian's own id; towards its own institution only, else null
 */
public record ConsentChanged(
    String headId,
    long version,
    String custodian,
    String grantee,
    boolean revoked,
    String patientId) {}
