package io.tallystick.gateway.release.adapter;

import io.tallystick.gateway.consents.domain.AskedScope;
import io.tallystick.gateway.release.app.EvidenceRequests;
import io.tallystick.gateway.release.domain.Evidence;
import io.tallystick.gateway.release.domain.Evidence.Outcome;
import io.tallystick.gateway.release.domain.Evidence.State;
import io.tallystick.gateway.release.domain.Evidence.Via;
import io.tallystick.kit.sealing.SealedStore;
import io.tallystick.vocabulary.consent.WhoAsks;
import io.tallystick.vocabulary.json.CanonicalJson;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Requests for records in PostgreSQL: ids and classes, nothing of the patient. The codes that a
 * Task asks for are sealed.
 */
@ApplicationScoped
class EvidenceRequestTable implements EvidenceRequests {

  private final SealedStore store;
  private final Clock clock;

  EvidenceRequestTable(SealedStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  @Override
  public boolean add(Handle tx, Evidence evidence, Instant now) {
    boolean added =
        tx.execute(
                """
                insert into evidence_request
                  (grantee, request_id, claim_id, purpose, classes, patient_id, record_ids,
                   deadline, state, decide_after, via, changed_at, says_who)
                values (?, ?, ?, ?, ?, ?, ?, ?, 'TO_DECIDE', ?, ?, ?, ?)
                on conflict do nothing""",
                evidence.grantee(),
                evidence.requestId(),
                evidence.claimId(),
                evidence.purpose(),
                Lists.joined(evidence.classes()),
                evidence.patientId(),
                Lists.joined(evidence.recordIds()),
                evidence.deadline(),
                now,
                evidence.via().name(),
                now,
                evidence.asker() != null)
            == 1;
    if (added && evidence.via() == Via.TASK) {
      store.seal(tx, sealedId(evidence.requestId()), CanonicalJson.bytes(evidence.scope()));
    }
    if (added && evidence.asker() != null) {
      store.seal(tx, askerId(evidence.requestId()), CanonicalJson.bytes(evidence.asker()));
    }
    return added;
  }

  @Override
  public Optional<Evidence> find(Handle tx, String grantee, String requestId) {
    return tx.select(
            "select * from evidence_request where grantee = ? and request_id = ?",
            grantee,
            requestId)
        .map((row, context) -> row(tx, row))
        .findOne();
  }

  @Override
  public Optional<Evidence> lock(Handle tx, String grantee, String requestId) {
    return tx.select(
            "select * from evidence_request where grantee = ? and request_id = ? for update",
            grantee,
            requestId)
        .map((row, context) -> row(tx, row))
        .findOne();
  }

  @Override
  public Optional<Evidence> lastAnswered(Handle tx, String grantee, String claimId) {
    return tx.select(
            """
            select * from evidence_request where grantee = ? and claim_id = ? and state = 'ANSWERED'
            order by decide_after desc limit 1 for update""",
            grantee,
            claimId)
        .map((row, context) -> row(tx, row))
        .findOne();
  }

  @Override
  public Evidence matched(Handle tx, Evidence evidence, String patientId) {
    tx.execute(
        "update evidence_request set patient_id = ? where grantee = ? and request_id = ?",
        patientId,
        evidence.grantee(),
        evidence.requestId());
    return find(tx, evidence.grantee(), evidence.requestId()).orElseThrow();
  }

  @Override
  public void decided(Handle tx, Evidence evidence) {
    tx.execute(
        """
        update evidence_request set state = 'DECIDED', attempts = attempts + 1, changed_at = ?
        where grantee = ? and request_id = ?""",
        clock.instant(),
        evidence.grantee(),
        evidence.requestId());
  }

  @Override
  public void decideAfter(Handle tx, Evidence evidence, Instant when) {
    tx.execute(
        """
        update evidence_request set state = 'TO_DECIDE', decide_after = ?
        where grantee = ? and request_id = ?""",
        when,
        evidence.grantee(),
        evidence.requestId());
  }

  @Override
  public void awaitConsent(Handle tx, Evidence evidence) {
    tx.execute(
        """
        update evidence_request set state = 'WAITING', decide_after = deadline, changed_at = ?
        where grantee = ? and request_id = ?""",
        clock.instant(),
        evidence.grantee(),
        evidence.requestId());
  }

  @Override
  public void outcome(Handle tx, Evidence evidence, Outcome outcome) {
    tx.execute(
        "update evidence_request set outcome = ? where grantee = ? and request_id = ?",
        outcome == null ? null : outcome.name(),
        evidence.grantee(),
        evidence.requestId());
  }

  @Override
  public void ready(Handle tx, Evidence evidence) {
    move(tx, evidence, State.READY);
  }

  @Override
  public void cancelled(Handle tx, Evidence evidence) {
    move(tx, evidence, State.CANCELLED);
  }

  @Override
  public void answered(Handle tx, Evidence evidence) {
    move(tx, evidence, State.ANSWERED);
  }

  @Override
  public void failed(Handle tx, Evidence evidence) {
    move(tx, evidence, State.FAILED);
  }

  @Override
  public Optional<Evidence> nextDue(Handle tx, Instant now) {
    return tx.select(
            """
            select * from evidence_request
            where state in ('TO_DECIDE', 'WAITING') and decide_after <= ?
            order by decide_after limit 1 for update skip locked""",
            now)
        .map((row, context) -> row(tx, row))
        .findOne();
  }

  private void move(Handle tx, Evidence evidence, State state) {
    tx.execute(
        """
        update evidence_request set state = ?, changed_at = ?
        where grantee = ? and request_id = ?""",
        state.name(),
        clock.instant(),
        evidence.grantee(),
        evidence.requestId());
  }

  private Evidence row(Handle tx, ResultSet row) throws SQLException {
    var via = Via.valueOf(row.getString("via"));
    var classes = Lists.split(row.getString("classes"));
    var outcome = row.getString("outcome");
    return new Evidence(
        row.getString("grantee"),
        row.getString("request_id"),
        row.getString("claim_id"),
        row.getString("purpose"),
        classes,
        row.getString("patient_id"),
        Lists.split(row.getString("record_ids")),
        instant(row, "deadline"),
        row.getInt("attempts"),
        via,
        via == Via.TASK ? scope(tx, row.getString("request_id")) : AskedScope.ofClasses(classes),
        State.valueOf(row.getString("state")),
        outcome == null ? null : Outcome.valueOf(outcome),
        instant(row, "changed_at"),
        row.getBoolean("says_who") ? asker(tx, row.getString("request_id")) : null);
  }

  private WhoAsks asker(Handle tx, String requestId) {
    return CanonicalJson.read(store.open(tx, askerId(requestId)).orElseThrow(), WhoAsks.class);
  }

  private AskedScope scope(Handle tx, String requestId) {
    return CanonicalJson.read(store.open(tx, sealedId(requestId)).orElseThrow(), AskedScope.class);
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  private static String askerId(String requestId) {
    return "asker/" + requestId;
  }

  private static String sealedId(String requestId) {
    return "request/" + requestId;
  }
}
