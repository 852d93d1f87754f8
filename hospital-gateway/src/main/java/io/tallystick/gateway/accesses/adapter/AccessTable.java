package io.tallystick.gateway.accesses.adapter;

import io.tallystick.gateway.accesses.app.Accesses;
import io.tallystick.gateway.accesses.domain.AuditQuery;
import io.tallystick.gateway.accesses.domain.MadeAccess;
import io.tallystick.vocabulary.ledger.LedgerOperation.DenialReason;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** The view {@code access_made}. */
@ApplicationScoped
class AccessTable implements Accesses {

  private static final String MEANT =
      """
       from access_made where on_ledger
       and (cast(:patient as text) is null or patient_id = :patient)
       and (cast(:from as timestamptz) is null or at >= :from)
       and (cast(:until as timestamptz) is null or at < :until)
      """;

  @Override
  public List<MadeAccess> ofPatient(Handle tx, String patientId) {
    return tx.select(
            "select * from access_made where patient_id = ? order by at desc, decision_id desc",
            patientId)
        .map((row, context) -> made(row))
        .list();
  }

  @Override
  public List<MadeAccess> page(Handle tx, AuditQuery query) {
    var after = query.after();
    return bound(
            tx.createQuery(
                "select *"
                    + MEANT
                    + """
                    and (cast(:at as timestamptz) is null or (at, decision_id) < (:at, :id))
                    order by at desc, decision_id desc limit :count
                    """),
            query)
        .bind("at", after == null ? null : after.at())
        .bind("id", after == null ? null : after.accessId())
        .bind("count", query.count())
        .map((row, context) -> made(row))
        .list();
  }

  @Override
  public int count(Handle tx, AuditQuery query) {
    return bound(tx.createQuery("select count(*)" + MEANT), query).mapTo(Integer.class).one();
  }

  @Override
  public Optional<MadeAccess> byId(Handle tx, String accessId) {
    return tx.select("select * from access_made where decision_id = ?", accessId)
        .map((row, context) -> made(row))
        .findOne();
  }

  private static Query bound(Query statement, AuditQuery query) {
    return statement
        .bind("patient", query.patientId())
        .bind("from", query.from())
        .bind("until", query.until());
  }

  private static MadeAccess made(ResultSet row) throws SQLException {
    var reason = row.getString("reason");
    return new MadeAccess(
        row.getString("decision_id"),
        row.getString("patient_id"),
        row.getBoolean("permitted"),
        row.getString("grantee"),
        row.getString("purpose"),
        row.getString("claim_id"),
        row.getString("head_id"),
        row.getObject("head_version", Long.class),
        reason == null ? null : DenialReason.valueOf(reason),
        row.getInt("released"),
        row.getInt("withheld"),
        row.getObject("at", OffsetDateTime.class).toInstant(),
        row.getString("txid"),
        row.getBoolean("break_glass"));
  }
}
