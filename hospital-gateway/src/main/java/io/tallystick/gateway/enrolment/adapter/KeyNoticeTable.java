package io.tallystick.gateway.enrolment.adapter;

import io.tallystick.gateway.enrolment.app.KeyNotices;
import io.tallystick.kit.ids.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Notices in PostgreSQL: ids and kinds only. */
@ApplicationScoped
class KeyNoticeTable implements KeyNotices {

  private final Ids ids;
  private final Clock clock;

  KeyNoticeTable(Ids ids, Clock clock) {
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public void add(Handle tx, String patientId, String enrolmentId, String kind) {
    tx.execute(
        """
        insert into key_notice (notice_id, patient_id, enrolment_id, kind, at)
        values (?, ?, ?, ?, ?)""",
        ids.next(),
        patientId,
        enrolmentId,
        kind,
        clock.instant());
  }

  @Override
  public List<Notice> ofPatient(Handle tx, String patientId, String subject) {
    return tx.select(
            """
            select n.*, s.subject is not null as seen from key_notice n
            left join key_notice_seen s on s.notice_id = n.notice_id and s.subject = ?
            where n.patient_id = ? order by n.at desc limit 200""",
            subject,
            patientId)
        .map(
            (row, context) ->
                new Notice(
                    row.getString("notice_id"),
                    row.getString("enrolment_id"),
                    row.getString("kind"),
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    row.getBoolean("seen")))
        .list();
  }

  @Override
  public void seen(Handle tx, String patientId, String subject) {
    tx.execute(
        """
        insert into key_notice_seen (notice_id, subject)
        select notice_id, ? from key_notice where patient_id = ?
        on conflict do nothing""",
        subject,
        patientId);
  }
}
