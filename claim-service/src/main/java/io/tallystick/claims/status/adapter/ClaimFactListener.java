package io.tallystick.claims.status.adapter;

import io.tallystick.claims.status.app.ClaimChanges;
import io.tallystick.claims.status.app.PendListener;
import io.tallystick.kit.ledger.AppliedEntry;
import io.tallystick.kit.ledger.LedgerTailListener;
import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerOperation.PendReason;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Projects the ledger's claims into {@code claim_fact} and {@code claim_step}. */
@ApplicationScoped
class ClaimFactListener implements LedgerTailListener<LedgerEntry.Claim> {

  private static final String FACT =
      """
      INSERT INTO claim_fact (claim_id, provider, payer, use, state, version, pend_reason, deadline,
          outcome, reason_codes, submitted_at, at, txid, seen_at, with_payer)
      VALUES (:claimId, :provider, :payer, :use, :state, :version, :pendReason, :deadline,
          :outcome, :codes, :submittedAt, :at, :txid, :now, nextval('noticed'))
      ON CONFLICT (claim_id) DO UPDATE SET state = excluded.state, version = excluded.version,
          pend_reason = excluded.pend_reason, deadline = excluded.deadline,
          outcome = excluded.outcome, reason_codes = excluded.reason_codes, at = excluded.at,
          txid = excluded.txid, seen_at = excluded.seen_at,
          with_payer = CASE excluded.state WHEN 'SUBMITTED' THEN excluded.with_payer
                       ELSE claim_fact.with_payer END
      WHERE claim_fact.version < excluded.version
      """;

  private static final String STEP =
      """
      INSERT INTO claim_step (claim_id, version, step, state, note, at, txid, block, seen_at)
      VALUES (:claimId, :version, :step, :state, :note, :at, :txid, :block, :now)
      ON CONFLICT DO NOTHING
      """;

  private final PendListener pendListener;
  private final ClaimChanges changes;
  private final Clock clock;

  ClaimFactListener(PendListener pendListener, ClaimChanges changes, Clock clock) {
    this.pendListener = pendListener;
    this.changes = changes;
    this.clock = clock;
  }

  @Override
  public Class<LedgerEntry.Claim> entryType() {
    return LedgerEntry.Claim.class;
  }

  @Override
  public void applied(Handle tx, AppliedEntry<LedgerEntry.Claim> applied) {
    var claim = applied.entry();
    for (var sql : List.of(FACT, STEP)) {
      tx.createUpdate(sql)
          .bindMethods(claim)
          .bind("pendReason", name(claim.pendReason()))
          .bind("state", claim.state().name())
          .bind("outcome", name(claim.outcome()))
          .bind("codes", String.join(",", codes(claim)))
          .bind("step", step(applied))
          .bind("note", note(claim))
          .bind("txid", applied.fact().txid())
          .bind("block", applied.fact().block())
          .bind("now", clock.instant())
          .execute();
    }
    if (claim.pendReason() == PendReason.CONSENT_AWAITED) {
      pendListener.onPend(tx, claim.claimId());
    }
    changes.afterCommit(tx);
  }

  /** The contract's function; adjudicating and settling at once is a step of its own. */
  private static String step(AppliedEntry<LedgerEntry.Claim> applied) {
    var transaction = applied.fact().transaction();
    var step = transaction.substring(transaction.indexOf(':') + 1).toUpperCase(Locale.ROOT);
    boolean settled = applied.entry().state() == State.SETTLED;
    return step.equals("ADJUDICATE") && settled ? "ADJUDICATE_AND_SETTLE" : step;
  }

  private static String note(LedgerEntry.Claim claim) {
    if (claim.pendReason() != null) return claim.pendReason().name();
    return name(claim.outcome());
  }

  private static List<String> codes(LedgerEntry.Claim claim) {
    return Optional.ofNullable(claim.reasonCodes()).orElse(List.of());
  }

  private static String name(Enum<?> value) {
    return value == null ? null : value.name();
  }
}
