package io.tallystick.gateway.patients.adapter;

import io.tallystick.gateway.patients.app.IdentityChanged;
import io.tallystick.gateway.patients.app.PatientChanges;
import io.tallystick.gateway.patients.app.PatientRegistered;
import io.tallystick.gateway.patients.app.Patients;
import io.tallystick.gateway.patients.app.RegisterPatient;
import io.tallystick.gateway.patients.app.RegisterPatient.Registration;
import io.tallystick.gateway.patients.app.TakePatient;
import io.tallystick.gateway.patients.domain.PatientProfile;
import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.persistence.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Arrays;
import org.hl7.fhir.r4.model.Patient;
import org.jdbi.v3.core.Handle;

/** Kept as received, under the registry's own id. */
@ApplicationScoped
class TakeFhirPatient implements TakePatient {

  private final FhirJson fhir;
  private final RegisterPatient registerPatient;
  private final PatientChanges changes;
  private final Transactions transactions;
  private final Patients patients;
  private final Event<PatientRegistered> known;
  private final Event<IdentityChanged> identities;

  TakeFhirPatient(
      FhirJson fhir,
      RegisterPatient registerPatient,
      PatientChanges changes,
      Transactions transactions,
      Patients patients,
      Event<PatientRegistered> known,
      Event<IdentityChanged> identities) {
    this.fhir = fhir;
    this.registerPatient = registerPatient;
    this.changes = changes;
    this.transactions = transactions;
    this.patients = patients;
    this.known = known;
    this.identities = identities;
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
          var found = take(patient);
          if (found.created()) return;
          var document = fhir.encode(patient.copy().setId(found.patientId()));
          if (Arrays.equals(document, found.document())) return;
          replace(tx, found.patientId(), FhirPatients.profile(patient), document);
        });
  }

  private void replace(Handle tx, String patientId, PatientProfile profile, byte[] document) {
    var before = patients.profile(tx, patientId).map(PatientProfile::demographics);
    changes.replace(tx, patientId, profile, document);
    known.fire(new PatientRegistered(tx, patientId));
    boolean same = before.filter(profile.demographics()::equals).isPresent();
    if (!same) identities.fire(new IdentityChanged(tx, patientId));
  }
}
