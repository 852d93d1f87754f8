package io.tallystick.gateway.matching.adapter;

import io.tallystick.gateway.matching.app.PatientHandles;
import io.tallystick.kit.ids.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

@ApplicationScoped
class PatientHandleTable implements PatientHandles {

  private final Ids ids;
  private final Clock clock;

  PatientHandleTable(Ids ids, Clock clock) {
    this.ids = ids;
    this.clock = clock;
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
  public Optional<Known> patient(Handle tx, String org, String handle) {
    return tx.select("select * from patient_handle where org = ? and handle = ?", org, handle)
        .map(
            (row, context) ->
                new Known(row.getString("patient_id"), row.getObject("doubted_at") != null))
        .findOne();
  }

  @Override
  public void doubt(Handle tx, String patientId) {
    tx.execute(
        "update patient_handle set doubted_at = ? where patient_id = ?",
        clock.instant(),
        patientId);
  }

  @Override
  public void trust(Handle tx, String org, String patientId) {
    tx.execute(
        "update patient_handle set doubted_at = null where org = ? and patient_id = ?",
        org,
        patientId);
  }
}
