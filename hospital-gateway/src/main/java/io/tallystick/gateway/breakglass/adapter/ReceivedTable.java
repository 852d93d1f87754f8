package io.tallystick.gateway.breakglass.adapter;

import io.tallystick.gateway.breakglass.app.ReceivedRecords;
import io.tallystick.gateway.breakglass.domain.EmergencyRelease;
import io.tallystick.kit.sealing.SealedStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

@ApplicationScoped
class ReceivedTable implements ReceivedRecords {

  private final SealedStore sealed;
  private final Clock clock;

  ReceivedTable(SealedStore sealed, Clock clock) {
    this.sealed = sealed;
    this.clock = clock;
  }

  @Override
  public void keep(
      Handle tx,
      EmergencyRelease release,
      String custodian,
      String clinician,
      int resources,
      int unverified,
      byte[] releasePackage) {
    tx.execute(
        """
        insert into break_glass_received
          (decision_id, custodian, clinician, released_at, review_by, resources, unverified)
        values (?, ?, ?, ?, ?, ?, ?)\
        """,
        release.decisionId(),
        custodian,
        clinician,
        release.releasedAt(),
        release.reviewBy(),
        resources,
        unverified);
    sealed.seal(tx, sealedId(release.decisionId()), releasePackage);
  }

  @Override
  public Optional<Received> byId(Handle tx, String decisionId) {
    return tx.select("select * from break_glass_received where decision_id = ?", decisionId)
        .map((row, context) -> received(row))
        .findOne();
  }

  @Override
  public List<Received> all(Handle tx, String clinician) {
    return tx.select(
            """
            select * from break_glass_received where cast(? as text) is null or clinician = ?
            order by released_at desc limit 500\
            """,
            clinician,
            clinician)
        .map((row, context) -> received(row))
        .list();
  }

  @Override
  public Optional<byte[]> open(Handle tx, String decisionId) {
    return sealed.open(tx, sealedId(decisionId));
  }

  @Override
  public void erase(Handle tx, String decisionId) {
    int held =
        tx.execute(
            """
            update break_glass_received set erased_at = ?
            where decision_id = ? and erased_at is null\
            """,
            clock.instant(),
            decisionId);
    if (held > 0) sealed.erase(tx, sealedId(decisionId));
  }

  private static Received received(ResultSet row) throws SQLException {
    return new Received(
        row.getString("decision_id"),
        row.getString("custodian"),
        row.getString("clinician"),
        instant(row, "released_at"),
        instant(row, "review_by"),
        row.getInt("resources"),
        row.getInt("unverified"),
        instant(row, "erased_at"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private static String sealedId(String decisionId) {
    return "received/" + decisionId;
  }
}
