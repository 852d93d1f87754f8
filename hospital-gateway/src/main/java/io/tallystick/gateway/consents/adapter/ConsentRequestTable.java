package io.tallystick.gateway.consents.adapter;

import io.tallystick.gateway.consents.app.ConsentRequests;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Consent requests in PostgreSQL: ids, classes and dates only. */
@ApplicationScoped
class ConsentRequestTable implements ConsentRequests {

  @Override
  public boolean ask(Handle tx, Asked asked) {
    int open =
        tx.execute(
            """
        insert into consent_request
          (request_id, patient_id, grantee, claim_id, purpose, classes, data_from, data_until,
           asked_at, deadline, state)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'OPEN')
        on conflict (grantee, claim_id) do update set
          state = 'OPEN', classes = excluded.classes, deadline = excluded.deadline
        where consent_request.state <> 'DECLINED'""",
            asked.requestId(),
            asked.patientId(),
            asked.grantee(),
            asked.claimId(),
            asked.purpose(),
            String.join(",", asked.classes()),
            asked.dataFrom(),
            asked.dataUntil(),
            asked.askedAt(),
            asked.deadline());
    return open == 1;
  }

  @Override
  public Optional<Asked> lock(Handle tx, String requestId) {
    return tx.select("select * from consent_request where request_id = ? for update", requestId)
        .map(ConsentRequestTable::row)
        .findOne();
  }

  @Override
  public void declined(Handle tx, String requestId, Instant at) {
    tx.execute(
        "update consent_request set state = 'DECLINED', declined_at = ? where request_id = ?",
        at,
        requestId);
  }

  @Override
  public void answered(Handle tx, String patientId, String grantee) {
    tx.execute(
        "update consent_request set state = 'ANSWERED' where patient_id = ? and grantee = ?",
        patientId,
        grantee);
  }

  @Override
  public List<Asked> ofPatient(Handle tx, String patientId) {
    return tx.select(
            "select * from consent_request where patient_id = ? order by asked_at desc", patientId)
        .map(ConsentRequestTable::row)
        .list();
  }

  private static Asked row(ResultSet row, StatementContext context) throws SQLException {
    var deadline = row.getObject("deadline", OffsetDateTime.class);
    return new Asked(
        row.getString("request_id"),
        row.getString("patient_id"),
        row.getString("grantee"),
        row.getString("claim_id"),
        row.getString("purpose"),
        List.of(row.getString("classes").split(",")),
        row.getObject("data_from", LocalDate.class),
        row.getObject("data_until", LocalDate.class),
        row.getObject("asked_at", OffsetDateTime.class).toInstant(),
        deadline == null ? null : deadline.toInstant(),
        State.valueOf(row.getString("state")));
  }
}
