package io.tallystick.gateway.matching.adapter;

import io.tallystick.gateway.matching.app.PatientHandles;
import io.tallystick.kit.ids.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

@ApplicationScoped
class PatientHandleTable implements PatientHandles {

  private final Ids ids;

  PatientHandleTable(Ids ids) {
    this.ids = ids;
  }

  @Override
  public String of(Handle tx, String org, String patientId) {
    tx.execute(
        """
        insert into patient_handle (handle, org, patient_id) values (?, ?, ?)
        on conflict (org, patient_id) do nothing""",
        ids.next(),
        org,
        patientId);
    return tx.select(
            "select handle from patient_handle where org = ? and patient_id = ?", org, patientId)
        .mapTo(String.class)
        .one();
  }

  @Override
  public Optional<String> patient(Handle tx, String org, String handle) {
    return tx.select(
            "select patient_id from patient_handle where org = ? and handle = ?", org, handle)
        .mapTo(String.class)
        .findOne();
  }
}
