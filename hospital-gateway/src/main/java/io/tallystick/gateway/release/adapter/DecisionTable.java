package io.tallystick.gateway.release.adapter;

import io.tallystick.gateway.release.app.Decisions;
import io.tallystick.gateway.release.domain.Decision;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.vocabulary.ledger.LedgerOperation.DenialReason;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Decisions in PostgreSQL; a package is there as JWE to the grantee, unreadable here too. */
@ApplicationScoped
class DecisionTable implements Decisions {

  /** All but the package: it may be of many megabytes, and is read when it is fetched. */
  private static final String SELECT =
      """
      select decision_id, grantee, request_id, claim_id, patient_id, purpose, permitted, reason,
        consent_asked, head_id, head_version, record_ids, released, withheld, not_after, op_id,
        state, txid, recorded_at, fetched_at
      from access_decision
      """;

  @Override
  public void add(Handle tx, Decision decision, String sealedPackage, Instant now) {
    tx.execute(
        """
        insert into access_decision
          (decision_id, grantee, request_id, claim_id, patient_id, purpose, permitted, reason,
           consent_asked, head_id, head_version, record_ids, released, withheld, not_after,
           package, op_id, state, decided_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
        """,
        decision.decisionId(),
        decision.grantee(),
        decision.requestId(),
        decision.claimId(),
        decision.patientId(),
        decision.purpose(),
        decision.permitted(),
        decision.reason() == null ? null : decision.reason().name(),
        decision.consentAsked(),
        decision.headId(),
        decision.headVersion(),
        Lists.joined(decision.recordIds()),
        decision.released(),
        decision.withheld(),
        decision.notAfter(),
        sealedPackage,
        decision.opId(),
        decision.state().name(),
        now);
  }

  @Override
  public Optional<Decision> byId(Handle tx, String decisionId) {
    return tx.select(SELECT + "where decision_id = ?", decisionId)
        .map(DecisionTable::row)
        .findOne();
  }

  @Override
  public Optional<Decision> byOperation(Handle tx, String opId) {
    return tx.select(SELECT + "where op_id = ?", opId).map(DecisionTable::row).findOne();
  }

  @Override
  public Optional<String> sealedPackage(Handle tx, String decisionId) {
    return tx.select(
            "select package from access_decision where decision_id = ? and package is not null",
            decisionId)
        .mapTo(String.class)
        .findOne();
  }

  @Override
  public void recorded(Handle tx, String decisionId, LedgerReceipt receipt) {
    tx.execute(
        """
        update access_decision set state = 'RECORDED', txid = ?, block = ?, recorded_at = ?
        where decision_id = ?\
        """,
        receipt.txid(),
        receipt.block(),
        receipt.committedAt(),
        decisionId);
  }

  @Override
  public void replaced(Handle tx, String decisionId) {
    tx.execute(
        "update access_decision set state = 'REPLACED', package = null where decision_id = ?",
        decisionId);
  }

  @Override
  public void dropPackage(Handle tx, String decisionId) {
    tx.execute("update access_decision set package = null where decision_id = ?", decisionId);
  }

  @Override
  public void dropPackagesBefore(Handle tx, Instant now) {
    tx.execute(
        """
        update access_decision set package = null
        where package is not null and not_after < ? and state <> 'PENDING'\
        """,
        now);
  }

  @Override
  public List<String> permitsUnder(Handle tx, String headId) {
    return tx.select(
            "select decision_id from access_decision where head_id = ? and permitted", headId)
        .mapTo(String.class)
        .list();
  }

  @Override
  public void fetched(Handle tx, String decisionId, Instant now) {
    tx.execute(
        """
        update access_decision set fetched_at = ?
        where decision_id = ? and fetched_at is null\
        """,
        now,
        decisionId);
  }

  @Override
  public Optional<Decision> latest(Handle tx, String grantee, String requestId) {
    return tx.select(
            SELECT
                + """
                where grantee = ? and request_id = ? and state <> 'REPLACED'
                order by decided_at desc limit 1\
                """,
            grantee,
            requestId)
        .map(DecisionTable::row)
        .findOne();
  }

  private static Decision row(ResultSet row, StatementContext context) throws SQLException {
    var reason = row.getString("reason");
    return new Decision(
        row.getString("decision_id"),
        row.getString("grantee"),
        row.getString("request_id"),
        row.getString("claim_id"),
        row.getString("patient_id"),
        row.getString("purpose"),
        row.getBoolean("permitted"),
        reason == null ? null : DenialReason.valueOf(reason),
        row.getBoolean("consent_asked"),
        row.getString("head_id"),
        row.getObject("head_version", Long.class),
        Lists.split(row.getString("record_ids")),
        row.getInt("released"),
        row.getInt("withheld"),
        instant(row, "not_after"),
        row.getString("op_id"),
        Decision.State.valueOf(row.getString("state")),
        row.getString("txid"),
        instant(row, "recorded_at"),
        instant(row, "fetched_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }
}
