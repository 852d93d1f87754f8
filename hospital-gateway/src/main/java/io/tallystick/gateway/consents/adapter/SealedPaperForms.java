package io.tallystick.gateway.consents.adapter;

import io.tallystick.gateway.consents.app.PaperForms;
import io.tallystick.gateway.consents.domain.Scan;
import io.tallystick.kit.sealing.SealedStore;
import io.tallystick.vocabulary.commitment.SaltedDocument;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Forms in PostgreSQL. */
@ApplicationScoped
class SealedPaperForms implements PaperForms {

  private final SealedStore store;

  SealedPaperForms(SealedStore store) {
    this.store = store;
  }

  @Override
  public void add(Handle tx, Form form, SaltedDocument salted) {
    tx.execute(
        """
        insert into paper_form
          (op_id, head_id, version, patient_id, revokes, media_type, signed_on, recorded_by,
           recorded_at, state)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'SUBMITTED')""",
        form.opId(),
        form.headId(),
        form.version(),
        form.patientId(),
        form.revokes(),
        form.mediaType(),
        form.signedOn(),
        form.recordedBy(),
        form.recordedAt());
    store.seal(tx, sealedId(form.opId()), salted.joined());
  }

  @Override
  public void concluded(Handle tx, String opId, boolean accepted) {
    int known =
        tx.execute(
            "update paper_form set state = ? where op_id = ?",
            accepted ? "ACCEPTED" : "REFUSED",
            opId);
    if (known == 1 && !accepted) store.erase(tx, sealedId(opId));
  }

  @Override
  public List<Form> ofPatient(Handle tx, String patientId) {
    return tx.select(
            """
            select * from paper_form where patient_id = ? and state = 'ACCEPTED'
            order by recorded_at desc""",
            patientId)
        .map(SealedPaperForms::row)
        .list();
  }

  @Override
  public Optional<Form> ofHead(Handle tx, String headId) {
    return tx.select(
            """
            select * from paper_form where head_id = ? and state = 'ACCEPTED'
            order by version desc limit 1""",
            headId)
        .map(SealedPaperForms::row)
        .findFirst();
  }

  @Override
  public Scan scan(Handle tx, Form form) {
    var sealed = store.open(tx, sealedId(form.opId())).orElseThrow();
    return new Scan(form.mediaType(), SaltedDocument.of(sealed).document());
  }

  private static String sealedId(String opId) {
    return "scan/" + opId;
  }

  private static Form row(ResultSet row, StatementContext context) throws SQLException {
    return new Form(
        row.getString("op_id"),
        row.getString("head_id"),
        row.getLong("version"),
        row.getString("patient_id"),
        row.getBoolean("revokes"),
        row.getString("media_type"),
        row.getObject("signed_on", LocalDate.class),
        row.getString("recorded_by"),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant());
  }
}
