package io.tallystick.gateway.patients.app;

import io.tallystick.gateway.patients.domain.Demographics;
import io.tallystick.gateway.patients.domain.PatientIdentifier;
import io.tallystick.gateway.patients.domain.PatientProfile;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The institution's own patients: documents sealed, found by blind index. */
public interface Patients {

  /** Holds back, until the transaction ends, whoever registers one of these identifiers too. */
  void reserve(Handle tx, List<PatientIdentifier> identifiers);

  void add(Handle tx, String patientId, PatientProfile profile, byte[] document);

  Optional<String> byIdentifier(Handle tx, PatientIdentifier identifier);

  /** All patients of that name and birth date. */
  List<String> byDemographics(Handle tx, Demographics demographics);

  boolean exists(Handle tx, String patientId);

  /** The FHIR Patient as stored. */
  Optional<byte[]> document(Handle tx, String patientId);

  Optional<PatientProfile> profile(Handle tx, String patientId);
}
