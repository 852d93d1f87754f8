package io.tallystick.gateway.erasure.adapter;

import io.tallystick.gateway.erasure.app.RecordErasures;
import io.tallystick.kit.sealing.SealedStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

@ApplicationScoped
class RecordErasureTable implements RecordErasures {

  private final SealedStore sealed;
  private final Clock clock;

  RecordErasureTable(SealedStore sealed, Clock clock) {
    this.sealed = sealed;
    this.clock = clock;
  }

  @Override
  public Optional<Standing> lock(Handle tx, String recordId) {
    return tx.select("select * from record where record_id = ? for update", recordId)
        .map(
            (row, context) ->
                new Standing(
                    row.getString("record_id"),
                    row.getString("patient_id"),
                    row.getString("state"),
                    row.getInt("leaves")))
        .findOne();
  }

  @Override
  public Optional<Erasure> of(Handle tx, String recordId) {
    return tx.select("select * from record_erasure where record_id = ?", recordId)
        .map((row, context) -> erasure(row))
        .findOne();
  }

  /** The digest of the content goes too: it would confirm a guess. */
  @Override
  public void erase(Handle tx, String recordId, Ground ground, String askedBy, String opId) {
    tx.execute("update record set state = 'ERASED', content = '' where record_id = ?", recordId);
    sealed.erase(tx, "record/" + recordId);
    eraseMessages(tx, recordId);
    tx.execute(
        """
        update access_decision set package = null
        where package is not null and position(? in record_ids) > 0\
        """,
        recordId);
    tx.execute(
        """
        update break_glass set package = null
        where package is not null and position(? in record_ids) > 0\
        """,
        recordId);
    tx.execute(
        """
        insert into record_erasure (record_id, ground, asked_by, op_id, erased_at)
        values (?, ?, ?, ?, ?) on conflict do nothing\
        """,
        recordId,
        ground == null ? null : ground.name(),
        askedBy,
        opId,
        clock.instant());
  }

  /** The originals of HL7 v2 messages that the record came of. */
  private void eraseMessages(Handle tx, String recordId) {
    var messages =
        tx.select("select message_id from hl7_message_record where record_id = ?", recordId)
            .mapTo(String.class)
            .list();
    for (var messageId : messages) {
      sealed.erase(tx, "hl7/" + messageId);
      tx.execute("update hl7_message set digest = '' where message_id = ?", messageId);
    }
  }

  @Override
  public void recorded(Handle tx, String opId, String txid) {
    tx.execute("update record_erasure set txid = ? where op_id = ?", txid, opId);
  }

  private static Erasure erasure(ResultSet row) throws SQLException {
    var ground = row.getString("ground");
    return new Erasure(
        row.getString("record_id"),
        ground == null ? null : Ground.valueOf(ground),
        row.getString("op_id"),
        row.getObject("erased_at", OffsetDateTime.class).toInstant(),
        row.getString("txid"));
  }
}
