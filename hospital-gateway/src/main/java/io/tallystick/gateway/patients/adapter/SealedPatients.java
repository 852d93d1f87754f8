package io.tallystick.gateway.patients.adapter;

import io.tallystick.gateway.patients.app.Patients;
import io.tallystick.gateway.patients.domain.Demographics;
import io.tallystick.gateway.patients.domain.PatientIdentifier;
import io.tallystick.gateway.patients.domain.PatientProfile;
import io.tallystick.kit.fhir.FhirJson;
import io.tallystick.kit.sealing.BlindIndex;
import io.tallystick.kit.sealing.SealedStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Patient;
import org.jdbi.v3.core.Handle;

/** Patients in PostgreSQL; a row holds ids and blind indexes, the document is sealed. */
@ApplicationScoped
class SealedPatients implements Patients {

  private static final String IDENTIFIER = "identifier";
  private static final String DEMOGRAPHICS = "demographics";

  private final SealedStore store;
  private final BlindIndex blind;
  private final FhirJson fhir;
  private final Clock clock;

  SealedPatients(SealedStore store, BlindIndex blind, FhirJson fhir, Clock clock) {
    this.store = store;
    this.blind = blind;
    this.fhir = fhir;
    this.clock = clock;
  }

  @Override
  public void reserve(Handle tx, List<PatientIdentifier> identifiers) {
    // Sorted, so that two registrations that share identifiers can't wait for each other.
    identifiers.stream()
        .map(this::index)
        .sorted()
        .forEach(
            index -> tx.execute("select pg_advisory_xact_lock(hashtextextended(?, 0))", index));
  }

  @Override
  public void add(Handle tx, String patientId, PatientProfile profile, byte[] document) {
    tx.execute(
        "insert into patient (patient_id, registered_at) values (?, ?)",
        patientId,
        clock.instant());
    profile.identifiers().forEach(i -> addIndex(tx, IDENTIFIER, index(i), patientId));
    addIndex(tx, DEMOGRAPHICS, index(profile.demographics()), patientId);
    store.seal(tx, firstSealedId(patientId), document);
  }

  @Override
  public Optional<String> byIdentifier(Handle tx, PatientIdentifier identifier) {
    return find(tx, IDENTIFIER, index(identifier)).stream().findFirst();
  }

  @Override
  public List<String> byDemographics(Handle tx, Demographics demographics) {
    return find(tx, DEMOGRAPHICS, index(demographics));
  }

  @Override
  public boolean exists(Handle tx, String patientId) {
    return tx.select("select 1 from patient where patient_id = ?", patientId)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  @Override
  public Optional<byte[]> document(Handle tx, String patientId) {
    return exists(tx, patientId) ? store.open(tx, sealedId(tx, patientId)) : Optional.empty();
  }

  @Override
  public Optional<PatientProfile> profile(Handle tx, String patientId) {
    return document(tx, patientId)
        .map(json -> FhirPatients.profile(fhir.parse(json, Patient.class)));
  }

  private static void addIndex(Handle tx, String kind, String index, String patientId) {
    tx.execute(
        "insert into patient_index (kind, blind, patient_id) values (?, ?, ?)",
        kind,
        index,
        patientId);
  }

  private static List<String> find(Handle tx, String kind, String index) {
    return tx.select(
            "select patient_id from patient_index where kind = ? and blind = ?", kind, index)
        .mapTo(String.class)
        .list();
  }

  private String index(PatientIdentifier identifier) {
    return index(blind, identifier);
  }

  static String index(BlindIndex blind, PatientIdentifier identifier) {
    return blind.of("patient.identifier", identifier.token());
  }

  private String index(Demographics person) {
    return index(blind, person);
  }

  static String index(BlindIndex blind, Demographics person) {
    return blind.of(
        "patient.demographics",
        person.family().strip() + "\n" + person.given().strip() + "\n" + person.birthDate());
  }

  private static String firstSealedId(String patientId) {
    return "patient/" + patientId;
  }

  /** Where the patient's document is sealed now. */
  static String sealedId(Handle tx, String patientId) {
    return tx.select("select document from patient where patient_id = ?", patientId)
        .mapTo(String.class)
        .findOne()
        .orElse(firstSealedId(patientId));
  }
}
