package io.tallystick.gateway.exchange.adapter;

import io.tallystick.gateway.exchange.app.Received;
import io.tallystick.gateway.exchange.domain.Reuse;
import io.tallystick.kit.release.ReleasePackage;
import io.tallystick.kit.release.read.HeldReleases;
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

/** What was received: ids in PostgreSQL, packages and openings sealed. */
@ApplicationScoped
class ReceivedResultTable implements Received, HeldReleases {

  /** A consent may be for one clinician, and the ledger names who was said to ask. */
  private static final String ASKED_BY =
      " r join exchange_ask a using (access_id) join exchange_search s using (search_id)"
          + " where s.asked_by = ? ";

  private final SealedStore store;

  ReceivedResultTable(SealedStore store) {
    this.store = store;
  }

  @Override
  public void keep(Handle tx, ReleasePackage given, String patientId, Instant at) {
    int added =
        tx.execute(
            """
            insert into exchange_received (access_id, custodian, patient_id, received_at)
            values (?, ?, ?, ?) on conflict do nothing""",
            given.decisionId(),
            given.custodian(),
            patientId,
            at);
    if (added == 1) store.seal(tx, sealedId(given.decisionId()), CanonicalJson.bytes(given));
  }

  @Override
  public boolean isKept(Handle tx, String accessId) {
    return tx.select(
            "select 1 from exchange_received where access_id = ? and erased_at is null", accessId)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  @Override
  public Optional<ReleasePackage> open(Handle tx, String accessId) {
    return isKept(tx, accessId)
        ? store
            .open(tx, sealedId(accessId))
            .map(bytes -> CanonicalJson.read(bytes, ReleasePackage.class))
        : Optional.empty();
  }

  @Override
  public boolean askedFor(Handle tx, String accessId, String clinician) {
    return tx.select(
            "select 1 from exchange_received" + ASKED_BY + "and r.access_id = ?",
            clinician,
            accessId)
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  @Override
  public Optional<Held> find(Handle tx, String accessId, Reader reader) {
    return tx.select(
            "select r.* from exchange_received" + ASKED_BY + "and r.access_id = ?",
            reader.username(),
            accessId)
        .map((row, context) -> kept(tx, row).<Held>map(kept -> kept).orElseGet(Held.Erased::new))
        .findOne();
  }

  @Override
  public List<Held.Kept> ofPatient(Handle tx, String patientId, Reader reader) {
    return tx
        .select(
            "select r.* from exchange_received"
                + ASKED_BY
                + "and r.patient_id = ? and r.erased_at is null order by r.received_at, r.access_id",
            reader.username(),
            patientId)
        .map((row, context) -> kept(tx, row))
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private Optional<Held.Kept> kept(Handle tx, ResultSet row) throws SQLException {
    if (row.getObject("erased_at") != null) return Optional.empty();
    var at = row.getObject("received_at", OffsetDateTime.class).toInstant();
    return store
        .open(tx, sealedId(row.getString("access_id")))
        .map(bytes -> new Held.Kept(bytes, at));
  }

  @Override
  public void erase(Handle tx, String accessId, Instant at) {
    tx.execute("update exchange_received set erased_at = ? where access_id = ?", at, accessId);
    store.erase(tx, sealedId(accessId));
  }

  @Override
  public boolean addReuse(Handle tx, Reuse reuse, byte[] opening) {
    int added =
        tx.execute(
            """
            insert into exchange_reuse
              (reuse_id, access_id, record_id, leaf, op_id, recorded_by, state)
            values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""",
            reuse.reuseId(),
            reuse.accessId(),
            reuse.recordId(),
            reuse.leaf(),
            reuse.opId(),
            reuse.recordedBy(),
            reuse.state().name());
    if (added == 1) store.seal(tx, "reuse/" + reuse.reuseId(), opening);
    return added == 1;
  }

  @Override
  public Optional<Reuse> reuse(Handle tx, String reuseId) {
    return tx.select("select * from exchange_reuse where reuse_id = ?", reuseId)
        .map(ReceivedResultTable::row)
        .findOne();
  }

  @Override
  public Optional<Reuse> reuseByOperation(Handle tx, String opId) {
    return tx.select("select * from exchange_reuse where op_id = ?", opId)
        .map(ReceivedResultTable::row)
        .findOne();
  }

  @Override
  public List<Reuse> reuses(Handle tx, String accessId) {
    return tx.select(
            "select * from exchange_reuse where access_id = ? and state <> 'REFUSED'", accessId)
        .map(ReceivedResultTable::row)
        .list();
  }

  @Override
  public byte[] reuseOpening(Handle tx, String reuseId) {
    return store.open(tx, "reuse/" + reuseId).orElseThrow();
  }

  @Override
  public void concluded(Handle tx, Reuse reuse) {
    tx.execute(
        """
        update exchange_reuse set state = ?, txid = ?, recorded_at = ?, refusal = ?
        where reuse_id = ?""",
        reuse.state().name(),
        reuse.txid(),
        reuse.recordedAt(),
        reuse.refusal(),
        reuse.reuseId());
  }

  private static Reuse row(ResultSet row, StatementContext context) throws SQLException {
    var at = row.getObject("recorded_at", OffsetDateTime.class);
    return new Reuse(
        row.getString("reuse_id"),
        row.getString("access_id"),
        row.getString("record_id"),
        row.getInt("leaf"),
        row.getString("op_id"),
        row.getString("recorded_by"),
        Reuse.State.valueOf(row.getString("state")),
        row.getString("txid"),
        at == null ? null : at.toInstant(),
        row.getString("refusal"));
  }

  private static String sealedId(String accessId) {
    return "received/" + accessId;
  }
}
