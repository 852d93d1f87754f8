package io.tallystick.gateway.matching.app;

import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What another institution calls a patient here: a random identifier of its own per institution, so
 * that two of them can't compare notes.
 */
public interface PatientHandles {

  String of(Handle tx, String org, String patientId);

  Optional<Known> patient(Handle tx, String org, String handle);

  /**
   * @param doubted whether a clerk has to look at it before it counts again
   */
  record Known(String patientId, boolean doubted) {}

  /** All that is handed out for this patient is to be looked at. */
  void doubt(Handle tx, String patientId);

  /** A clerk has looked. */
  void trust(Handle tx, String org, String patientId);
}
