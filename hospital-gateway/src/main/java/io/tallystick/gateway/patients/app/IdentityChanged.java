package io.tallystick.gateway.patients.app;

import org.jdbi.v3.core.Handle;

/**
 * Fired in the transaction in which a patient gets another name or birth date: whoever was matched
 * by the former may be somebody else.
 */
public record IdentityChanged(Handle tx, String patientId) {}
