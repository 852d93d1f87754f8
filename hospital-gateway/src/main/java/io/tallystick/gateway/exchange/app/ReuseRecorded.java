package io.tallystick.gateway.exchange.app;

import io.tallystick.gateway.exchange.domain.Reuse;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerOutcomeHandler;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.vocabulary.ledger.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** What the ledger says to a reuse. */
@ApplicationScoped
public class ReuseRecorded implements LedgerOutcomeHandler {

  private final Received received;

  public ReuseRecorded(Received received) {
    this.received = received;
  }

  @Override
  public String kind() {
    return RecordReuse.KIND;
  }

  @Override
  public void accepted(Handle tx, LedgerCommand command, LedgerReceipt receipt) {
    conclude(tx, command, Reuse.State.RECORDED, receipt.txid(), receipt.committedAt(), null);
  }

  @Override
  public void refused(Handle tx, LedgerCommand command, Refusal why) {
    conclude(tx, command, Reuse.State.REFUSED, null, null, why.code().name());
  }

  private void conclude(
      Handle tx, LedgerCommand command, Reuse.State state, String txid, Instant at, String why) {
    var reuse = received.reuseByOperation(tx, command.opId()).orElseThrow();
    received.concluded(
        tx,
        new Reuse(
            reuse.reuseId(),
            reuse.accessId(),
            reuse.recordId(),
            reuse.leaf(),
            reuse.opId(),
            reuse.recordedBy(),
            state,
            txid,
            at,
            why));
  }
}
