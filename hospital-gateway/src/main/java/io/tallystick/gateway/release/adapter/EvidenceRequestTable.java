package io.tallystick.gateway.release.adapter;

import io.tallystick.gateway.release.app.EvidenceRequests;
import io.tallystick.gateway.release.domain.Evidence;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Requests for evidence in PostgreSQL: ids and classes, nothing of the patient. */
@ApplicationScoped
class EvidenceRequestTable implements EvidenceRequests {

  @Override
  public boolean add(Handle tx, Evidence evidence, Instant now) {
    return tx.execute(
            """
            insert into evidence_request
              (grantee, request_id, claim_id, purpose, classes, patient_id, record_ids, deadline,
               state, decide_after)
            values (?, ?, ?, ?, ?, ?, ?, ?, 'TO_DECIDE', ?)
            on conflict do nothing""",
            evidence.grantee(),
            evidence.requestId(),
            evidence.claimId(),
            evidence.purpose(),
            Lists.joined(evidence.classes()),
            evidence.patientId(),
            Lists.joined(evidence.recordIds()),
            evidence.deadline(),
            now)
        == 1;
  }

  @Override
  public Optional<Evidence> find(Handle tx, String grantee, String requestId) {
    return tx.select(
            "select * from evidence_request where grantee = ? and request_id = ?",
            grantee,
            requestId)
        .map(EvidenceRequestTable::row)
        .findOne();
  }

  @Override
  public Optional<Evidence> lastAnswered(Handle tx, String grantee, String claimId) {
    return tx.select(
            """
            select * from evidence_request where grantee = ? and claim_id = ? and state = 'ANSWERED'
            order by decide_after desc limit 1 for update""",
            grantee,
            claimId)
        .map(EvidenceRequestTable::row)
        .findOne();
  }

  @Override
  public void decided(Handle tx, Evidence evidence) {
    tx.execute(
        """
        update evidence_request set state = 'DECIDED', attempts = attempts + 1
        where grantee = ? and request_id = ?""",
        evidence.grantee(),
        evidence.requestId());
  }

  @Override
  public void decideAfter(Handle tx, Evidence evidence, Instant when) {
    tx.execute(
        """
        update evidence_request set state = 'TO_DECIDE', decide_after = ?
        where grantee = ? and request_id = ?""",
        when,
        evidence.grantee(),
        evidence.requestId());
  }

  @Override
  public void answered(Handle tx, Evidence evidence) {
    move(tx, evidence, "ANSWERED");
  }

  @Override
  public void failed(Handle tx, Evidence evidence) {
    move(tx, evidence, "FAILED");
  }

  @Override
  public Optional<Evidence> nextDue(Handle tx, Instant now) {
    return tx.select(
            """
            select * from evidence_request where state = 'TO_DECIDE' and decide_after <= ?
            order by decide_after limit 1 for update skip locked""",
            now)
        .map(EvidenceRequestTable::row)
        .findOne();
  }

  private static void move(Handle tx, Evidence evidence, String state) {
    tx.execute(
        "update evidence_request set state = ? where grantee = ? and request_id = ?",
        state,
        evidence.grantee(),
        evidence.requestId());
  }

  private static Evidence row(ResultSet row, StatementContext context) throws SQLException {
    var deadline = row.getObject("deadline", OffsetDateTime.class);
    return new Evidence(
        row.getString("grantee"),
        row.getString("request_id"),
        row.getString("claim_id"),
        row.getString("purpose"),
        Lists.split(row.getString("classes")),
        row.getString("patient_id"),
        Lists.split(row.getString("record_ids")),
        deadline == null ? null : deadline.toInstant(),
        row.getInt("attempts"));
  }
}
