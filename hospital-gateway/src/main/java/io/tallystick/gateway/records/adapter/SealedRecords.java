package io.tallystick.gateway.records.adapter;

import io.tallystick.gateway.records.app.Records;
import io.tallystick.gateway.records.domain.EncounterRecord;
import io.tallystick.kit.sealing.BlindIndex;
import io.tallystick.kit.sealing.KeyDestroyed;
import io.tallystick.kit.sealing.SealedStore;
import io.tallystick.vocabulary.json.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Records in PostgreSQL; what they say is sealed as one document per record. */
@ApplicationScoped
class SealedRecords implements Records {

  private final SealedStore store;
  private final BlindIndex blind;

  SealedRecords(SealedStore store, BlindIndex blind) {
    this.store = store;
    this.blind = blind;
  }

  @Override
  public void reserve(Handle tx, List<String> encounters) {
    encounters.stream()
        .map(this::index)
        .sorted()
        .forEach(
            index -> tx.execute("select pg_advisory_xact_lock(hashtextextended(?, 1))", index));
  }

  @Override
  public void add(Handle tx, Row row, String root, EncounterRecord record) {
    tx.execute(
        """
        insert into record (record_id, patient_id, content, root, leaves, op_id, state)
        values (?, ?, ?, ?, ?, ?, ?)\
        """,
        row.recordId(),
        row.patientId(),
        row.content(),
        root,
        row.leaves(),
        row.opId(),
        row.state().name());
    for (var encounter : record.encounters()) {
      tx.execute(
          // A later version has its encounters once it is in force.
          "insert into record_encounter (encounter, record_id) values (?, ?) on conflict do"
              + " nothing",
          index(encounter),
          row.recordId());
    }
    store.seal(tx, sealedId(row.recordId()), CanonicalJson.bytes(record));
  }

  @Override
  public Optional<Row> byEncounter(Handle tx, String encounter) {
    return tx.select(
            "select r.* from record r join record_encounter using (record_id) where encounter = ?",
            index(encounter))
        .map(SealedRecords::row)
        .findOne();
  }

  @Override
  public Optional<Row> byId(Handle tx, String recordId) {
    return tx.select("select * from record where record_id = ?", recordId)
        .map(SealedRecords::row)
        .findOne();
  }

  @Override
  public void name(Handle tx, String name, String recordId) {
    tx.execute(
        "insert into record_encounter (encounter, record_id) values (?, ?)", index(name), recordId);
  }

  @Override
  public Optional<Row> byOperation(Handle tx, String opId) {
    return tx.select("select * from record where op_id = ?", opId)
        .map(SealedRecords::row)
        .findOne();
  }

  @Override
  public List<Row> published(Handle tx, String patientId) {
    return tx.select("select * from record where patient_id = ? and state = 'PUBLISHED'", patientId)
        .map(SealedRecords::row)
        .list();
  }

  @Override
  public EncounterRecord open(Handle tx, String recordId) {
    var bytes =
        store
            .open(tx, sealedId(recordId))
            .orElseThrow(() -> new KeyDestroyed("erased: " + recordId));
    return CanonicalJson.read(bytes, EncounterRecord.class);
  }

  @Override
  public void published(Handle tx, String recordId, String txid, long block, Instant at) {
    tx.execute(
        """
        update record set state = 'PUBLISHED', txid = ?, block = ?, published_at = ?
        where record_id = ?\
        """,
        txid,
        block,
        at,
        recordId);
  }

  @Override
  public void refused(Handle tx, String recordId) {
    tx.execute("update record set state = 'REFUSED' where record_id = ?", recordId);
    tx.execute("delete from record_encounter where record_id = ?", recordId);
    store.erase(tx, sealedId(recordId));
  }

  @Override
  public String content(List<byte[]> documents) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var document : documents) {
        digest.update(MessageDigest.getInstance("SHA-256").digest(document));
      }
      return blind.of("record.content", HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private String index(String encounter) {
    return blind.of("record.encounter", encounter);
  }

  private static String sealedId(String recordId) {
    return "record/" + recordId;
  }

  private static Row row(ResultSet row, StatementContext context) throws SQLException {
    var at = row.getObject("published_at", OffsetDateTime.class);
    return new Row(
        row.getString("record_id"),
        row.getString("patient_id"),
        row.getString("content"),
        row.getInt("leaves"),
        row.getString("op_id"),
        State.valueOf(row.getString("state")),
        row.getString("txid"),
        at == null ? null : at.toInstant());
  }
}
