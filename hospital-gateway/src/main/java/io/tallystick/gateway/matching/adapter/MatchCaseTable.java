package io.tallystick.gateway.matching.adapter;

import io.tallystick.gateway.matching.app.MatchCases;
import io.tallystick.gateway.matching.domain.MatchCase;
import io.tallystick.gateway.matching.domain.Sought;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.sealing.BlindIndex;
import io.tallystick.kit.sealing.SealedStore;
import io.tallystick.vocabulary.json.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Cases in PostgreSQL: ids and states; who is sought is sealed under match/&lt;case_id&gt;. */
@ApplicationScoped
class MatchCaseTable implements MatchCases {

  private final SealedStore store;
  private final BlindIndex blind;
  private final Ids ids;
  private final Clock clock;

  MatchCaseTable(SealedStore store, BlindIndex blind, Ids ids, Clock clock) {
    this.store = store;
    this.blind = blind;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Optional<MatchCase> find(Handle tx, String org, Sought sought) {
    return tx.select(
            "select * from match_case where org = ? and sought = ? for update", org, index(sought))
        .map(MatchCaseTable::row)
        .findOne();
  }

  @Override
  public MatchCase open(Handle tx, String org, Sought sought) {
    var caseId = ids.next();
    int added =
        tx.execute(
            """
            insert into match_case (case_id, org, sought, state, asked_at)
            values (?, ?, ?, 'WAITING', ?) on conflict (org, sought) do nothing""",
            caseId,
            org,
            index(sought),
            clock.instant());
    if (added == 1) store.seal(tx, sealedId(caseId), CanonicalJson.bytes(sought));
    return find(tx, org, sought).orElseThrow();
  }

  @Override
  public Optional<MatchCase> lock(Handle tx, String caseId) {
    return tx.select("select * from match_case where case_id = ? for update", caseId)
        .map(MatchCaseTable::row)
        .findOne();
  }

  /** In turns: an institution that asks for many keeps none of the others waiting. */
  @Override
  public List<MatchCase> waiting(Handle tx) {
    return tx.select(
            """
            select * from (
              select *, row_number() over (partition by org order by asked_at) as turn
              from match_case where state = 'WAITING') as waits
            order by turn, asked_at limit 200""")
        .map(MatchCaseTable::row)
        .list();
  }

  @Override
  public Sought sought(Handle tx, String caseId) {
    return CanonicalJson.read(store.open(tx, sealedId(caseId)).orElseThrow(), Sought.class);
  }

  @Override
  public void reopen(Handle tx, String patientId) {
    tx.execute(
        """
        update match_case set state = 'WAITING', patient_id = null, decided_at = null,
          decided_by = null
        where patient_id = ? and state = 'CONFIRMED'""",
        patientId);
  }

  @Override
  public void decided(Handle tx, String caseId, String patientId, String by, Instant at) {
    tx.execute(
        """
        update match_case set state = ?, patient_id = ?, decided_at = ?, decided_by = ?
        where case_id = ?""",
        patientId == null ? "REJECTED" : "CONFIRMED",
        patientId,
        at,
        by,
        caseId);
  }

  @Override
  public void awaits(Handle tx, String caseId, String grantee, String requestId) {
    tx.execute(
        "insert into match_waits (grantee, request_id, case_id) values (?, ?, ?)",
        grantee,
        requestId,
        caseId);
  }

  @Override
  public List<String> awaiting(Handle tx, String caseId) {
    return tx.select("select request_id from match_waits where case_id = ?", caseId)
        .mapTo(String.class)
        .list();
  }

  private String index(Sought sought) {
    return blind.of("match.sought", CanonicalJson.text(sought));
  }

  private static MatchCase row(ResultSet row, StatementContext context) throws SQLException {
    return new MatchCase(
        row.getString("case_id"),
        row.getString("org"),
        MatchCase.State.valueOf(row.getString("state")),
        row.getString("patient_id"),
        row.getObject("asked_at", OffsetDateTime.class).toInstant());
  }

  private static String sealedId(String caseId) {
    return "match/" + caseId;
  }
}
