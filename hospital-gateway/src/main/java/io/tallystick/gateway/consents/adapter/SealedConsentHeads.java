package io.tallystick.gateway.consents.adapter;

import io.tallystick.gateway.consents.app.ConsentHeads;
import io.tallystick.gateway.consents.domain.Head;
import io.tallystick.gateway.consents.domain.OpenedConsent;
import io.tallystick.kit.sealing.SealedStore;
import io.tallystick.vocabulary.json.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Consent heads in PostgreSQL. */
@ApplicationScoped
class SealedConsentHeads implements ConsentHeads {

  private final SealedStore store;

  SealedConsentHeads(SealedStore store) {
    this.store = store;
  }

  @Override
  public Optional<Head> current(Handle tx, String patientId, String grantee) {
    return tx.select(
            "select * from consent_head where patient_id = ? and grantee = ? and not ended",
            patientId,
            grantee)
        .map(SealedConsentHeads::row)
        .findOne();
  }

  @Override
  public Optional<Head> byId(Handle tx, String headId) {
    return tx.select("select * from consent_head where head_id = ?", headId)
        .map(SealedConsentHeads::row)
        .findOne();
  }

  @Override
  public List<Head> ofPatient(Handle tx, String patientId) {
    return tx.select(
            """
            select * from consent_head where patient_id = ? and not ended
            order by changed_at desc""",
            patientId)
        .map(SealedConsentHeads::row)
        .list();
  }

  @Override
  public void save(Handle tx, Head head) {
    if (!head.revoked()) endOthers(tx, head);
    tx.execute(
        """
        insert into consent_head
          (head_id, patient_id, grantee, version, op_id, commitment, thumbprint, revoked,
           not_before, not_after, txid, changed_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        on conflict (head_id) do update set
          version = excluded.version, op_id = excluded.op_id, commitment = excluded.commitment,
          thumbprint = excluded.thumbprint, revoked = excluded.revoked, not_before = excluded.not_before,
          not_after = excluded.not_after, txid = excluded.txid, changed_at = excluded.changed_at""",
        head.headId(),
        head.patientId(),
        head.grantee(),
        head.version(),
        head.opId(),
        head.commitment(),
        head.thumbprint(),
        head.revoked(),
        head.notBefore(),
        head.notAfter(),
        head.txid(),
        head.changedAt());
  }

  /** A revocation, which may be of a head whose place another took long ago, ends nothing else. */
  private static void endOthers(Handle tx, Head head) {
    tx.execute(
        """
        update consent_head set ended = true
        where patient_id = ? and grantee = ? and head_id <> ?""",
        head.patientId(),
        head.grantee(),
        head.headId());
  }

  @Override
  public void seal(Handle tx, String opId, OpenedConsent opened) {
    store.seal(tx, sealedId(opId), CanonicalJson.bytes(opened));
  }

  @Override
  public OpenedConsent open(Handle tx, String opId) {
    return CanonicalJson.read(store.open(tx, sealedId(opId)).orElseThrow(), OpenedConsent.class);
  }

  @Override
  public void erase(Handle tx, String opId) {
    store.erase(tx, sealedId(opId));
  }

  private static String sealedId(String opId) {
    return "consent/" + opId;
  }

  private static Head row(ResultSet row, StatementContext context) throws SQLException {
    return new Head(
        row.getString("head_id"),
        row.getString("patient_id"),
        row.getString("grantee"),
        row.getLong("version"),
        row.getString("op_id"),
        row.getString("commitment"),
        row.getString("thumbprint"),
        row.getBoolean("revoked"),
        instant(row, "not_before"),
        instant(row, "not_after"),
        row.getString("txid"),
        instant(row, "changed_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
