package io.tallystick.gateway.notices.adapter;

import io.tallystick.gateway.notices.app.PatientNotices;
import io.tallystick.kit.ids.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Notices in PostgreSQL: kinds and ids, nothing of a record. */
@ApplicationScoped
class NoticeTable implements PatientNotices {

  private final Ids ids;
  private final Clock clock;

  NoticeTable(Ids ids, Clock clock) {
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public void add(Handle tx, String patientId, Kind kind, String accessId, String org) {
    tx.execute(
        """
        insert into patient_notice (notice_id, patient_id, kind, access_id, org, told_at)
        values (?, ?, ?, ?, ?, ?) on conflict (access_id, kind) do nothing""",
        ids.next(),
        patientId,
        kind.name(),
        accessId,
        org,
        clock.instant());
  }

  @Override
  public List<Notice> ofPatient(Handle tx, String patientId) {
    return tx.select(
            "select * from patient_notice where patient_id = ? order by told_at desc", patientId)
        .map((row, context) -> notice(row))
        .list();
  }

  @Override
  public void seen(Handle tx, String patientId) {
    tx.execute(
        "update patient_notice set seen_at = ? where patient_id = ? and seen_at is null",
        clock.instant(),
        patientId);
  }

  private static Notice notice(ResultSet row) throws SQLException {
    return new Notice(
        row.getString("notice_id"),
        Kind.valueOf(row.getString("kind")),
        row.getString("access_id"),
        row.getString("org"),
        instant(row, "told_at"),
        instant(row, "seen_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
