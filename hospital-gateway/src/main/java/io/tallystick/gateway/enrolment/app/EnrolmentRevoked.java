package io.tallystick.gateway.enrolment.app;

import org.jdbi.v3.core.Handle;

/**
 * Fired in the transaction that ends an attested enrolment: this key acts for this patient no more.
 *
 * @param thumbprint RFC 7638
 * @param withdraw whether what it signed last is to be revoked
 */
public record EnrolmentRevoked(Handle tx, String patientId, String thumbprint, boolean withdraw) {}
