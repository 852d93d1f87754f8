package io.tallystick.gateway.matching.app;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What another institution calls a patient here: a random identifier of its own per institution, so
 * that two of them can't compare notes.
 */
public interface PatientHandles {

  String of(Handle tx, String org, String patientId);

  Optional<String> patient(Handle tx, String org, String handle);
}
