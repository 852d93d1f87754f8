package io.tallystick.gateway.patients.adapter;

import io.tallystick.gateway.patients.app.PatientChanges;
import io.tallystick.gateway.patients.app.RegisterPatient;
import io.tallystick.gateway.patients.app.RegisterPatient.Registration;
import io.tallystick.gateway.patients.app.TakePatient;
import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import org.hl7.fhir.r4.model.Patient;

/** Kept as received, under the registry's own id. */
@ApplicationScoped
class TakeFhirPatient implements TakePatient {

  private final FhirJson fhir;
  private final RegisterPatient registerPatient;
  private final PatientChanges changes;
  private final Transactions transactions;

  TakeFhirPatient(
      FhirJson fhir,
      RegisterPatient registerPatient,
      PatientChanges changes,
      Transactions transactions) {
    this.fhir = fhir;
    this.registerPatient = registerPatient;
    this.changes = changes;
    this.transactions = transactions;
  }

  @Override
  public Registration take(Patient patient) {
    return registerPatient.register(
        FhirPatients.profile(patient), id -> fhir.encode(patient.copy().setId(id)));
  }

  @Override
  public void update(Patient patient) {
    transactions.useTransaction(
        tx -> {
          var known = take(patient);
          if (known.created()) return;
          var document = fhir.encode(patient.copy().setId(known.patientId()));
          if (Arrays.equals(document, known.document())) return;
          changes.replace(tx, known.patientId(), FhirPatients.profile(patient), document);
        });
  }
}
