package io.tallystick.gateway.consents.adapter;

import io.tallystick.gateway.consents.app.ConsentDrafts;
import io.tallystick.gateway.consents.domain.DraftContent;
import io.tallystick.kit.sealing.SealedStore;
import io.tallystick.vocabulary.json.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Drafts in PostgreSQL. */
@ApplicationScoped
class SealedConsentDrafts implements ConsentDrafts {

  private final SealedStore store;

  SealedConsentDrafts(SealedStore store) {
    this.store = store;
  }

  @Override
  public void add(Handle tx, Draft draft) {
    tx.execute(
        """
        insert into consent_draft
          (draft_id, subject, patient_id, grantee, head_id, version, revokes, state, expires_at)
        values (?, ?, ?, ?, ?, ?, ?, 'OPEN', ?)""",
        draft.draftId(),
        draft.subject(),
        draft.patientId(),
        draft.grantee(),
        draft.headId(),
        draft.version(),
        draft.revokes(),
        draft.expiresAt());
    store.seal(tx, sealedId(draft.draftId()), CanonicalJson.bytes(draft.content()));
  }

  @Override
  public Optional<Draft> lock(Handle tx, String draftId) {
    return tx.select("select * from consent_draft where draft_id = ? for update", draftId)
        .map((row, context) -> row(tx, row))
        .findOne();
  }

  @Override
  public Optional<Draft> byOperation(Handle tx, String opId) {
    return tx.select("select * from consent_draft where op_id = ?", opId)
        .map((row, context) -> row(tx, row))
        .findOne();
  }

  @Override
  public boolean submitted(Handle tx, Draft draft, String thumbprint, String opId) {
    tx.execute(
        "select pg_advisory_xact_lock(hashtextextended(?, 3))",
        draft.patientId() + " " + draft.grantee());
    return tx.execute(
            """
            update consent_draft d set state = 'SUBMITTED', thumbprint = ?, op_id = ?
            where draft_id = ? and state = 'OPEN' and not exists (
              select 1 from consent_draft o
              where o.patient_id = d.patient_id and o.grantee = d.grantee
                and o.state = 'SUBMITTED')""",
            thumbprint,
            opId,
            draft.draftId())
        == 1;
  }

  @Override
  public void done(Handle tx, String draftId, boolean accepted) {
    tx.execute(
        "update consent_draft set state = ? where draft_id = ?",
        accepted ? "ACCEPTED" : "REFUSED",
        draftId);
    store.erase(tx, sealedId(draftId));
  }

  private Draft row(Handle tx, ResultSet row) throws SQLException {
    var draftId = row.getString("draft_id");
    var content =
        store.open(tx, sealedId(draftId)).map(json -> CanonicalJson.read(json, DraftContent.class));
    return new Draft(
        draftId,
        row.getString("subject"),
        row.getString("patient_id"),
        row.getString("grantee"),
        row.getString("head_id"),
        row.getLong("version"),
        row.getBoolean("revokes"),
        row.getString("thumbprint"),
        row.getString("op_id"),
        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
        content.orElse(null));
  }

  private static String sealedId(String draftId) {
    return "draft/" + draftId;
  }
}
