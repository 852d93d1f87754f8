package io.tallystick.gateway.erasure.app;

import io.tallystick.gateway.notices.app.PatientNotices;
import io.tallystick.gateway.notices.app.PatientNotices.Kind;
import io.tallystick.gateway.release.app.Decisions;
import io.tallystick.kit.events.EventHandler;
import io.tallystick.kit.events.ReceivedEvent;
import io.tallystick.kit.events.content.ErasureReceipted;
import io.tallystick.vocabulary.ledger.LedgerEntry.Disposition;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** A recipient says what became of released content: the patient is told. */
@ApplicationScoped
public class TakeReceipt implements EventHandler<ErasureReceipted> {

  private final Decisions decisions;
  private final PatientNotices notices;

  public TakeReceipt(Decisions decisions, PatientNotices notices) {
    this.decisions = decisions;
    this.notices = notices;
  }

  @Override
  public String type() {
    return "erasure.receipted";
  }

  @Override
  public Class<ErasureReceipted> content() {
    return ErasureReceipted.class;
  }

  @Override
  public void handle(Handle tx, ReceivedEvent<ErasureReceipted> event) {
    var told = event.content();
    event.requireFact("access:receipt", LedgerKeys.access(told.accessId()));
    boolean erased = Disposition.ERASED.name().equals(told.disposition());
    decisions
        .byId(tx, told.accessId())
        .filter(decision -> decision.grantee().equals(event.senderOrg()))
        .filter(decision -> decision.patientId() != null)
        .ifPresent(
            decision ->
                notices.add(
                    tx,
                    decision.patientId(),
                    erased ? Kind.ERASED : Kind.RETAINED,
                    decision.decisionId(),
                    decision.grantee()));
  }
}
