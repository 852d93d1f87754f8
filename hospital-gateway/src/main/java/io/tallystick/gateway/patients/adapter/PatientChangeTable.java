package io.tallystick.gateway.patients.adapter;

import io.tallystick.gateway.patients.app.PatientChanges;
import io.tallystick.gateway.patients.domain.PatientIdentifier;
import io.tallystick.gateway.patients.domain.PatientProfile;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.sealing.BlindIndex;
import io.tallystick.kit.sealing.SealedStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Changes in the tables that {@link SealedPatients} fills. */
@ApplicationScoped
class PatientChangeTable implements PatientChanges {

  private static final List<String> HELD_BY_PEOPLE =
      List.of("enrolment", "consent_head", "consent_draft", "consent_request", "paper_form");
  private static final List<String> GO_WITH_THE_PERSON =
      List.of("record", "evidence_request", "access_decision");

  private final SealedStore store;
  private final BlindIndex blind;
  private final Ids ids;

  PatientChangeTable(SealedStore store, BlindIndex blind, Ids ids) {
    this.store = store;
    this.blind = blind;
    this.ids = ids;
  }

  @Override
  public void replace(Handle tx, String patientId, PatientProfile profile, byte[] document) {
    var fresh = "patient/" + patientId + "/" + ids.next();
    store.seal(tx, fresh, document);
    store.erase(tx, SealedPatients.sealedId(tx, patientId));
    tx.execute("update patient set document = ? where patient_id = ?", fresh, patientId);
    tx.execute(
        "update patient_index set blind = ? where kind = 'demographics' and patient_id = ?",
        SealedPatients.index(blind, profile.demographics()),
        patientId);
    for (var identifier : profile.identifiers()) identify(tx, patientId, identifier);
  }

  @Override
  public boolean hasPeople(Handle tx, String patientId) {
    return HELD_BY_PEOPLE.stream().anyMatch(table -> holds(tx, table, patientId));
  }

  private static boolean holds(Handle tx, String table, String patientId) {
    return tx.select("select 1 from " + table + " where patient_id = ? limit 1", patientId)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  @Override
  public void identify(Handle tx, String patientId, PatientIdentifier identifier) {
    tx.execute(
        """
        insert into patient_index (kind, blind, patient_id) values ('identifier', ?, ?)
        on conflict do nothing\
        """,
        SealedPatients.index(blind, identifier),
        patientId);
  }

  @Override
  public void merge(Handle tx, String priorId, String survivingId) {
    tx.execute(
        "update patient_index set patient_id = ? where kind = 'identifier' and patient_id = ?",
        survivingId,
        priorId);
    tx.execute("delete from patient_index where kind = 'demographics' and patient_id = ?", priorId);
    for (var table : GO_WITH_THE_PERSON) {
      tx.execute(
          "update " + table + " set patient_id = ? where patient_id = ?", survivingId, priorId);
    }
    tx.execute("update patient set merged_into = ? where patient_id = ?", survivingId, priorId);
  }
}
