package io.tallystick.gateway.matching.adapter;

import io.tallystick.gateway.matching.app.Registry;
import io.tallystick.gateway.matching.domain.Person;
import io.tallystick.gateway.patients.app.Patients;
import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.sealing.BlindIndex;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Patient;
import org.jdbi.v3.core.Handle;

/** Blocking keys by blind index; who a patient is comes from the sealed document. */
@ApplicationScoped
class BlindRegistry implements Registry {

  private final Patients patients;
  private final BlindIndex blind;
  private final FhirJson fhir;
  private final Clock clock;

  BlindRegistry(Patients patients, BlindIndex blind, FhirJson fhir, Clock clock) {
    this.patients = patients;
    this.blind = blind;
    this.fhir = fhir;
    this.clock = clock;
  }

  @Override
  public Set<String> sharing(Handle tx, Set<String> blockingKeys) {
    if (blockingKeys.isEmpty()) return Set.of();
    return new TreeSet<>(
        tx.createQuery("select distinct patient_id from patient_block where blind in (<keys>)")
            .bindList("keys", blockingKeys.stream().map(this::index).toList())
            .mapTo(String.class)
            .list());
  }

  @Override
  public Optional<Person> person(Handle tx, String patientId) {
    return patients
        .document(tx, patientId)
        .map(json -> FhirPersons.of(fhir.parse(json, Patient.class)));
  }

  @Override
  public void file(Handle tx, String patientId, Set<String> blockingKeys) {
    tx.execute("delete from patient_block where patient_id = ?", patientId);
    for (var key : blockingKeys) {
      tx.execute(
          "insert into patient_block (blind, patient_id) values (?, ?) on conflict do nothing",
          index(key),
          patientId);
    }
    tx.execute("update patient set filed_at = ? where patient_id = ?", clock.instant(), patientId);
  }

  @Override
  public List<String> unfiled(Handle tx, int atMost) {
    return tx.select(
            """
            select patient_id from patient where filed_at is null
            order by patient_id limit ? for update skip locked""",
            atMost)
        .mapTo(String.class)
        .list();
  }

  private String index(String key) {
    return blind.of("patient.block", key);
  }
}
