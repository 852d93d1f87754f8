package io.tallystick.gateway.patients.app;

import org.jdbi.v3.core.Handle;

/** Fired in the transaction in which a patient is registered, or known by other demographics. */
public record PatientRegistered(Handle tx, String patientId) {}
