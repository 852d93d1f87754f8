package io.tallystick.gateway.erasure.app;

import io.tallystick.gateway.accesses.app.Accesses;
import io.tallystick.gateway.notices.app.PatientNotices;
import io.tallystick.gateway.notices.app.PatientNotices.Kind;
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

  private final Accesses accesses;
  private final PatientNotices notices;

  public TakeReceipt(Accesses accesses, PatientNotices notices) {
    this.accesses = accesses;
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
    accesses
        .byId(tx, told.accessId())
        .filter(made -> made.grantee().equals(event.senderOrg()))
        .filter(made -> made.patientId() != null)
        .ifPresent(
            made ->
                notices.add(
                    tx,
                    made.patientId(),
                    erased ? Kind.ERASED : Kind.RETAINED,
                    made.accessId(),
                    made.grantee()));
  }
}
