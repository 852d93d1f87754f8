package io.tallystick.insurer.appeals.adapter;

import io.tallystick.insurer.appeals.app.Appeals;
import io.tallystick.insurer.appeals.domain.Appeal;
import io.tallystick.kit.sealing.SealedStore;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import io.tallystick.vocabulary.money.Money;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

@ApplicationScoped
class JdbcAppeals implements Appeals {

  private static final String SELECT =
      "SELECT a.*, c.currency FROM appeal a JOIN claim_case c USING (claim_id) ";

  private final SealedStore sealed;
  private final Clock clock;

  JdbcAppeals(SealedStore sealed, Clock clock) {
    this.sealed = sealed;
    this.clock = clock;
  }

  @Override
  public void enter(Handle tx, String claimId, String appealedBy, byte[] document) {
    tx.createUpdate(
            """
            INSERT INTO appeal (claim_id, appealed_by, arrived_at, state)
            VALUES (:claimId, :by, :now, 'WAITING') ON CONFLICT DO NOTHING
            """)
        .bind("claimId", claimId)
        .bind("by", appealedBy)
        .bind("now", clock.instant())
        .execute();
    sealed.seal(tx, document(claimId), document);
  }

  @Override
  public Optional<Appeal> lock(Handle tx, String claimId) {
    return one(tx, claimId, " FOR UPDATE OF a");
  }

  @Override
  public Optional<Appeal> find(Handle tx, String claimId) {
    return one(tx, claimId, "");
  }

  @Override
  public byte[] document(Handle tx, String claimId) {
    return sealed.open(tx, document(claimId)).orElseThrow();
  }

  @Override
  public List<Appeal> waiting(Handle tx) {
    return tx.createQuery(SELECT + "WHERE a.state = 'WAITING' ORDER BY a.arrived_at, claim_id")
        .map((row, context) -> appeal(row))
        .list();
  }

  @Override
  public void deciding(Handle tx, String claimId, Appeal.Ruling ruling, String by) {
    tx.createUpdate(
            """
            UPDATE appeal SET state = 'DECIDING', op_id = :opId, before_op = :beforeOp,
              outcome = :outcome, paid_minor = :paid, patient_minor = :patient,
              decided_by = :by, decided_at = :now
            WHERE claim_id = :claimId
            """)
        .bind("opId", ruling.opId())
        .bind("beforeOp", ruling.beforeOp())
        .bind("outcome", ruling.outcome().name())
        .bind("paid", ruling.paid().minor())
        .bind("patient", ruling.patient().minor())
        .bind("by", by)
        .bind("now", clock.instant())
        .bind("claimId", claimId)
        .execute();
  }

  @Override
  public void decided(Handle tx, String claimId) {
    tx.createUpdate("UPDATE appeal SET state = 'DECIDED' WHERE claim_id = :claimId")
        .bind("claimId", claimId)
        .execute();
  }

  @Override
  public void reopened(Handle tx, String claimId) {
    tx.createUpdate("UPDATE appeal SET state = 'WAITING', op_id = NULL WHERE claim_id = :claimId")
        .bind("claimId", claimId)
        .execute();
  }

  private static Optional<Appeal> one(Handle tx, String claimId, String lock) {
    return tx.createQuery(SELECT + "WHERE claim_id = :claimId" + lock)
        .bind("claimId", claimId)
        .map((row, context) -> appeal(row))
        .findOne();
  }

  private static Appeal appeal(ResultSet row) throws SQLException {
    return new Appeal(
        row.getString("claim_id"),
        row.getString("appealed_by"),
        row.getObject("arrived_at", OffsetDateTime.class).toInstant(),
        Appeal.State.valueOf(row.getString("state")),
        row.getString("op_id") == null ? Optional.empty() : Optional.of(ruling(row)));
  }

  private static Appeal.Ruling ruling(ResultSet row) throws SQLException {
    var currency = row.getString("currency");
    return new Appeal.Ruling(
        row.getString("op_id"),
        row.getString("before_op"),
        AdjudicationOutcome.valueOf(row.getString("outcome")),
        new Money(row.getLong("paid_minor"), currency),
        new Money(row.getLong("patient_minor"), currency));
  }

  private static String document(String claimId) {
    return "appeal/" + claimId;
  }
}
