package io.tallystick.gateway.patients.app;

import io.tallystick.gateway.patients.app.RegisterPatient.Registration;
import org.hl7.fhir.r4.model.Patient;

/** Registers a patient as a FHIR resource describes them. */
public interface TakePatient {

  /**
   * @throws io.tallystick.kit.problem.ProblemException 422 {@code patient.incomplete}
   */
  Registration take(Patient patient);

  /**
   * What it says of a registered patient takes the place of what is known; registers a new one.
   *
   * @throws io.tallystick.kit.problem.ProblemException 422 {@code patient.incomplete}
   */
  void update(Patient patient);
}
