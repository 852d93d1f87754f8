package io.tallystick.insurer.adjudication.adapter;

import io.tallystick.insurer.adjudication.app.CaseFiles;
import io.tallystick.insurer.adjudication.domain.Adjudication;
import io.tallystick.insurer.adjudication.domain.CaseFile;
import io.tallystick.insurer.adjudication.domain.CaseStage;
import io.tallystick.insurer.adjudication.domain.LineResult;
import io.tallystick.vocabulary.ledger.LedgerOperation.PendReason;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

@ApplicationScoped
class JdbcCaseFiles implements CaseFiles {

  private final Clock clock;

  JdbcCaseFiles(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Optional<CaseFile> open(Handle tx, NewCase opened) {
    int added =
        tx.createUpdate(
                """
                INSERT INTO claim_case (claim_id, provider, use, stage, version, member_id, plan, services_index,
                  total_minor, currency, service_date, received, arrived_at, changed_at)
                VALUES (:claimId, :provider, :use, 'HELD', :version, :member, :plan, :services,
                  :total, :currency, :serviceDate, :received, :now, :now) ON CONFLICT DO NOTHING
                """)
            .bind("claimId", opened.claimId())
            .bind("provider", opened.provider())
            .bind("use", opened.use())
            .bind("version", opened.version())
            .bind("member", opened.memberId().orElse(null))
            .bind("plan", opened.plan().orElse(null))
            .bind("services", opened.servicesIndex())
            .bind("total", opened.total().minor())
            .bind("currency", opened.total().currency())
            .bind("serviceDate", opened.serviceDate())
            .bind("received", opened.received())
            .bind("now", clock.instant())
            .execute();
    return added == 1 ? find(tx, opened.claimId()) : Optional.empty();
  }

  @Override
  public Optional<CaseFile> lock(Handle tx, String claimId) {
    return one(tx, claimId, " FOR UPDATE");
  }

  @Override
  public Optional<CaseFile> find(Handle tx, String claimId) {
    return one(tx, claimId, "");
  }

  @Override
  public List<CaseFile> ofMembers(Handle tx, Set<String> memberIds) {
    if (memberIds.isEmpty()) return List.of();
    return tx.createQuery(
            "SELECT * FROM claim_case WHERE member_id IN (<members>)"
                + " ORDER BY service_date DESC, claim_id")
        .bindList("members", List.copyOf(memberIds))
        .map((row, context) -> CaseRow.read(row))
        .list();
  }

  @Override
  public CaseFile answeredBy(
      Handle tx, CaseFile file, Optional<String> memberId, Optional<String> plan) {
    if (file.memberId().equals(memberId) && file.plan().equals(plan)) return file;
    tx.createUpdate(
            "UPDATE claim_case SET member_id = :member, plan = :plan WHERE claim_id = :claimId")
        .bind("member", memberId.orElse(null))
        .bind("plan", plan.orElse(null))
        .bind("claimId", file.claimId())
        .execute();
    return find(tx, file.claimId()).orElseThrow();
  }

  @Override
  public boolean duplicates(Handle tx, CaseFile file) {
    return tx.createQuery(
            """
            SELECT EXISTS (SELECT 1 FROM claim_case
              WHERE services_index = :services AND member_id = :member AND claim_id <> :claimId AND use = 'claim'
                AND stage IN ('DECIDING', 'DECIDED', 'APPEALED') AND outcome IN ('PAID', 'PARTIALLY_PAID', 'PATIENT_PAYS'))
            """)
        .bind("services", file.servicesIndex())
        .bind("member", file.memberId().orElse(null))
        .bind("claimId", file.claimId())
        .mapTo(Boolean.class)
        .one();
  }

  @Override
  public void asked(
      Handle tx, CaseFile file, String requestId, Set<String> needed, Instant deadline) {
    var values = values();
    values.put("request_id", requestId);
    values.put("needed", CaseRow.words(needed));
    values.put("asks", file.asks() + 1);
    values.put("deadline", deadline);
    values.put("due_at", deadline);
    move(tx, file, CaseStage.EVIDENCE_ASKED, values);
  }

  @Override
  public void fetching(Handle tx, CaseFile file) {
    var values = values();
    values.put("due_at", file.deadline().orElseThrow());
    move(tx, file, CaseStage.FETCHING, values);
  }

  @Override
  public void pending(Handle tx, CaseFile file, String opId, PendReason reason, Instant deadline) {
    var values = values();
    values.put("op_id", opId);
    values.put("pend_reason", reason.name());
    values.put("deadline", deadline);
    move(tx, file, CaseStage.PENDING, values);
  }

  @Override
  public void pended(Handle tx, CaseFile file, long version, Instant deadline) {
    var values = values();
    values.put("version", version);
    values.put("deadline", deadline);
    values.put("due_at", deadline);
    move(tx, file, CaseStage.PENDED, values);
  }

  @Override
  public void answered(Handle tx, CaseFile file, long version) {
    var values = values();
    values.put("version", version);
    values.put("asks", 0);
    values.put("pend_reason", null);
    values.put("deadline", null);
    move(tx, file, CaseStage.HELD, values);
  }

  @Override
  public void queued(Handle tx, CaseFile file) {
    move(tx, file, CaseStage.QUEUED, values());
  }

  @Override
  public void deciding(Handle tx, CaseFile file, String opId, Adjudication result) {
    var values = values();
    values.put("op_id", opId);
    values.put("outcome", result.outcome().name());
    values.put("paid_minor", result.total(LineResult::paid).minor());
    values.put("patient_minor", result.total(LineResult::patient).minor());
    move(tx, file, CaseStage.DECIDING, values);
  }

  @Override
  public void decided(Handle tx, CaseFile file, long version) {
    var values = values();
    values.put("version", version);
    values.put("pend_reason", null);
    values.put("deadline", null);
    move(tx, file, CaseStage.DECIDED, values);
  }

  @Override
  public void appealed(Handle tx, CaseFile file, long version) {
    var values = values();
    values.put("version", version);
    move(tx, file, CaseStage.APPEALED, values);
  }

  @Override
  public void redecided(Handle tx, CaseFile file, Redecided answer) {
    var values = values();
    values.put("op_id", answer.opId());
    values.put("version", answer.version());
    values.put("outcome", answer.outcome().name());
    values.put("paid_minor", answer.paid().minor());
    values.put("patient_minor", answer.patient().minor());
    move(tx, file, CaseStage.APPEALED, values);
  }

  @Override
  public void reversed(Handle tx, CaseFile file, long version) {
    var values = values();
    values.put("version", version);
    move(tx, file, CaseStage.REVERSED, values);
  }

  @Override
  public void voidAsked(Handle tx, String claimId, Instant at) {
    tx.createUpdate("UPDATE claim_case SET void_asked_at = :at WHERE claim_id = :claimId")
        .bind("at", at)
        .bind("claimId", claimId)
        .execute();
  }

  @Override
  public List<CaseFile> askedToVoid(Handle tx) {
    return tx.createQuery(
            """
            SELECT * FROM claim_case WHERE void_asked_at IS NOT NULL AND stage = 'DECIDED'
            ORDER BY void_asked_at, claim_id
            """)
        .map((row, context) -> CaseRow.read(row))
        .list();
  }

  @Override
  public void held(Handle tx, CaseFile file, Instant until) {
    var values = values();
    values.put("outcome", null);
    values.put("paid_minor", null);
    values.put("patient_minor", null);
    values.put("due_at", until);
    move(tx, file, CaseStage.HELD, values);
  }

  @Override
  public void cancelled(Handle tx, CaseFile file) {
    move(tx, file, CaseStage.CANCELLED, values());
  }

  @Override
  public List<String> due(Handle tx, Instant now, int atMost) {
    return tx.createQuery(
            "SELECT claim_id FROM claim_case WHERE due_at < :now ORDER BY due_at LIMIT :atMost"
                + " FOR UPDATE SKIP LOCKED")
        .bind("now", now)
        .bind("atMost", atMost)
        .mapTo(String.class)
        .list();
  }

  /** A stage without a time of its own is never due. */
  private static Map<String, Object> values() {
    var values = new TreeMap<String, Object>();
    values.put("due_at", null);
    return values;
  }

  private void move(Handle tx, CaseFile file, CaseStage to, Map<String, Object> values) {
    var columns =
        values.keySet().stream()
            .map(column -> column + " = :" + column)
            .collect(Collectors.joining(", "));
    var update =
        tx.createUpdate(
                "UPDATE claim_case SET stage = :stage, changed_at = :now, "
                    + columns
                    + " WHERE claim_id = :claimId")
            .bind("stage", to.name())
            .bind("now", clock.instant())
            .bind("claimId", file.claimId());
    values.forEach(update::bind);
    update.execute();
  }

  private static Optional<CaseFile> one(Handle tx, String claimId, String lock) {
    return tx.createQuery("SELECT * FROM claim_case WHERE claim_id = :claimId" + lock)
        .bind("claimId", claimId)
        .map((row, context) -> CaseRow.read(row))
        .findOne();
  }
}
