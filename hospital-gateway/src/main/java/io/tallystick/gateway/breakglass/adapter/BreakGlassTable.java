package io.tallystick.gateway.breakglass.adapter;

import io.tallystick.gateway.breakglass.app.BreakGlassCases;
import io.tallystick.gateway.breakglass.domain.EmergencyRelease;
import io.tallystick.gateway.breakglass.domain.EmergencyRequest;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.kit.sealing.SealedStore;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerEntry.Review;
import io.tallystick.vocabulary.ledger.LedgerEntry.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

@ApplicationScoped
class BreakGlassTable implements BreakGlassCases {

  private final SealedStore sealed;

  BreakGlassTable(SealedStore sealed) {
    this.sealed = sealed;
  }

  @Override
  public void add(Handle tx, Made made) {
    var release = made.release();
    tx.execute(
        """
        insert into break_glass
          (decision_id, request_id, grantee, patient_id, purpose, record_ids, released, released_at,
           review_by, package, op_id, state)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PENDING')\
        """,
        release.decisionId(),
        made.request().requestId(),
        made.grantee(),
        made.patientId(),
        made.request().purpose(),
        String.join(",", made.recordIds()),
        made.released(),
        release.releasedAt(),
        release.reviewBy(),
        release.sealed(),
        made.opId());
    sealed.seal(tx, sealedId(release.decisionId()), CanonicalJson.bytes(made.request()));
  }

  /** Whoever asks the same at the same time waits for the first answer. */
  @Override
  public Optional<EmergencyRelease> answered(Handle tx, String grantee, String requestId) {
    tx.execute("select pg_advisory_xact_lock(hashtextextended(?, 172))", grantee + "/" + requestId);
    return tx.select(
            "select * from break_glass where grantee = ? and request_id = ?", grantee, requestId)
        .map(
            (row, context) ->
                new EmergencyRelease(
                    row.getString("decision_id"),
                    instant(row, "released_at"),
                    instant(row, "review_by"),
                    0,
                    row.getString("package")))
        .findOne();
  }

  @Override
  public int since(Handle tx, String grantee, Instant when) {
    return tx.select(
            "select count(*) from break_glass where grantee = ? and released_at > ?", grantee, when)
        .mapTo(Integer.class)
        .one();
  }

  @Override
  public Optional<Case> lock(Handle tx, String decisionId) {
    return tx.select("select * from break_glass where decision_id = ? for update", decisionId)
        .map((row, context) -> found(row))
        .findOne();
  }

  @Override
  public List<Case> all(Handle tx, int most) {
    return tx.select(
            """
            select * from break_glass
            order by (verdict is null) desc, released_at desc limit ?\
            """,
            most)
        .map((row, context) -> found(row))
        .list();
  }

  @Override
  public List<Case> ofPatient(Handle tx, String patientId) {
    return tx.select(
            "select * from break_glass where patient_id = ? order by released_at desc", patientId)
        .map((row, context) -> found(row))
        .list();
  }

  @Override
  public EmergencyRequest request(Handle tx, String decisionId) {
    var bytes = sealed.open(tx, sealedId(decisionId)).orElseThrow();
    return CanonicalJson.read(bytes, EmergencyRequest.class);
  }

  @Override
  public void recorded(Handle tx, String opId, LedgerReceipt receipt) {
    tx.execute(
        """
        update break_glass set state = 'RECORDED', txid = ?, block = ?, recorded_at = ?
        where op_id = ?\
        """,
        receipt.txid(),
        receipt.block(),
        receipt.committedAt(),
        opId);
  }

  @Override
  public void failed(Handle tx, String opId, String refusal) {
    tx.execute(
        "update break_glass set state = 'FAILED', refusal = ? where op_id = ?", refusal, opId);
  }

  @Override
  public void reviewing(Handle tx, String decisionId, String opId) {
    tx.execute("update break_glass set review_op_id = ? where decision_id = ?", opId, decisionId);
  }

  @Override
  public void sealReview(Handle tx, String opId, byte[] document) {
    sealed.seal(tx, "emergency-review/" + opId, document);
  }

  @Override
  public void reviewed(Handle tx, String decisionId, Review review, String txid) {
    tx.execute(
        """
        update break_glass set verdict = ?, reviewed_by = ?, reviewed_at = ?, review_txid = ?
        where decision_id = ?\
        """,
        review.verdict().name(),
        review.by(),
        review.at(),
        txid,
        decisionId);
  }

  @Override
  public void dropPackagesBefore(Handle tx, Instant when) {
    tx.execute(
        "update break_glass set package = null where package is not null and released_at < ?",
        when);
  }

  private static Case found(ResultSet row) throws SQLException {
    var verdict = row.getString("verdict");
    return new Case(
        row.getString("decision_id"),
        row.getString("grantee"),
        row.getString("patient_id"),
        row.getString("purpose"),
        row.getInt("released"),
        instant(row, "released_at"),
        instant(row, "review_by"),
        State.valueOf(row.getString("state")),
        row.getString("refusal"),
        row.getString("txid"),
        instant(row, "recorded_at"),
        row.getString("review_op_id") != null && verdict == null,
        verdict == null ? null : Verdict.valueOf(verdict),
        row.getString("reviewed_by"),
        instant(row, "reviewed_at"),
        row.getString("review_txid"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private static String sealedId(String decisionId) {
    return "emergency/" + decisionId;
  }
}
