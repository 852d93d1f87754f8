package io.tallystick.gateway.patients.app;

import io.tallystick.gateway.patients.domain.PatientIdentifier;
import io.tallystick.gateway.patients.domain.PatientProfile;
import org.jdbi.v3.core.Handle;

/** What may change of a registered patient. */
public interface PatientChanges {

  /** Another document takes the place of the one there, whose key is destroyed. */
  void replace(Handle tx, String patientId, PatientProfile profile, byte[] document);

  /** Whether anybody acts, consents or is asked for this patient. */
  boolean hasPeople(Handle tx, String patientId);

  /** One more number of a patient. */
  void identify(Handle tx, String patientId, PatientIdentifier identifier);

  /** Numbers, records and decisions of one become the other's. */
  void merge(Handle tx, String priorId, String survivingId);
}
