package io.tallystick.gateway.breakglass.app;

import io.tallystick.gateway.notices.app.PatientNotices;
import io.tallystick.gateway.notices.app.PatientNotices.Kind;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.events.Outbox;
import io.tallystick.kit.events.OutgoingEvent;
import io.tallystick.kit.events.content.ErasureOwed;
import io.tallystick.kit.ledger.AppliedEntry;
import io.tallystick.kit.ledger.LedgerFact;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.kit.ledger.LedgerTailListener;
import io.tallystick.vocabulary.ledger.Accepted;
import io.tallystick.vocabulary.ledger.LedgerEntry.Access;
import io.tallystick.vocabulary.ledger.LedgerEntry.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * A verdict is on the chain, the custodian's own or the Authority's: the patient is told, and a
 * grantee without justification that it owes a receipt.
 */
@ApplicationScoped
public class FollowReviews implements LedgerTailListener<Access> {

  private static final String REVIEW = "access:review";

  private final BreakGlassCases cases;
  private final PatientNotices notices;
  private final Outbox outbox;
  private final String ownOrg;

  public FollowReviews(
      BreakGlassCases cases, PatientNotices notices, Outbox outbox, TallystickConfig config) {
    this.cases = cases;
    this.notices = notices;
    this.outbox = outbox;
    this.ownOrg = config.org().id();
  }

  @Override
  public Class<Access> entryType() {
    return Access.class;
  }

  @Override
  public void applied(Handle tx, AppliedEntry<Access> applied) {
    var access = applied.entry();
    boolean ours = access.custodian().equals(ownOrg) && access.breakGlass() != null;
    if (ours && applied.fact().transaction().equals(REVIEW)) follow(tx, access, applied.fact());
  }

  private void follow(Handle tx, Access access, LedgerFact fact) {
    var review = access.breakGlass().review();
    var found = cases.lock(tx, access.accessId());
    if (review == null || found.isEmpty()) return;
    cases.reviewed(tx, access.accessId(), review, fact.txid());
    boolean justified = review.verdict() == Verdict.JUSTIFIED;
    notices.add(
        tx,
        found.get().patientId(),
        justified ? Kind.BREAK_GLASS_JUSTIFIED : Kind.BREAK_GLASS_UNJUSTIFIED,
        access.accessId(),
        access.grantee());
    if (!justified) outbox.add(tx, owed(access, fact));
  }

  private static OutgoingEvent owed(Access access, LedgerFact fact) {
    var accepted = new Accepted(fact.opId(), fact.transaction(), fact.key(), fact.version());
    return new OutgoingEvent(
        "erasure.owed",
        access.grantee(),
        OutgoingEvent.RECORDS,
        access.accessId(),
        new LedgerReceipt(fact.txid(), fact.block(), accepted, fact.at()),
        new ErasureOwed(null, List.of(access.accessId())),
        false);
  }
}
