package io.tallystick.gateway.erasure.app;

import io.tallystick.gateway.release.app.Decisions;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.erasure.AccessStanding;
import io.tallystick.kit.erasure.ReceiptBook;
import io.tallystick.kit.events.Outbox;
import io.tallystick.kit.events.OutgoingEvent;
import io.tallystick.kit.events.content.ErasureOwed;
import io.tallystick.kit.ledger.AppliedEntry;
import io.tallystick.kit.ledger.LedgerFact;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.kit.ledger.LedgerTailListener;
import io.tallystick.vocabulary.ledger.Accepted;
import io.tallystick.vocabulary.ledger.LedgerEntry.ConsentHead;
import io.tallystick.vocabulary.ledger.ReceiptStatus;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/**
 * Tells a recipient what it owes receipts for once a revocation is on the chain, whoever submitted
 * it. By then the own copy has every access that committed before: the chain's order decides.
 */
@ApplicationScoped
public class TellWhatIsOwed implements LedgerTailListener<ConsentHead> {

  /** An event stays far below Kafka's megabyte; the recipient rereads the rest from the ledger. */
  private static final int MOST_IDS = 10_000;

  private final Decisions decisions;
  private final ReceiptBook book;
  private final Outbox outbox;
  private final String ownOrg;

  public TellWhatIsOwed(
      Decisions decisions, ReceiptBook book, Outbox outbox, TallystickConfig config) {
    this.decisions = decisions;
    this.book = book;
    this.outbox = outbox;
    this.ownOrg = config.org().id();
  }

  @Override
  public Class<ConsentHead> entryType() {
    return ConsentHead.class;
  }

  @Override
  public void applied(Handle tx, AppliedEntry<ConsentHead> applied) {
    var head = applied.entry();
    if (!head.revoked() || !head.custodian().equals(ownOrg)) return;
    var owing =
        book.of(tx, decisions.permitsUnder(tx, head.headId())).values().stream()
            .filter(standing -> standing.receipt() == ReceiptStatus.MISSING)
            .map(AccessStanding::access)
            .map(access -> access.accessId())
            .sorted()
            .limit(MOST_IDS)
            .toList();
    if (owing.isEmpty()) return;
    outbox.add(
        tx,
        new OutgoingEvent(
            "erasure.owed",
            head.grantee(),
            OutgoingEvent.RECORDS,
            head.headId(),
            receipt(applied.fact()),
            new ErasureOwed(head.headId(), owing),
            false));
  }

  static LedgerReceipt receipt(LedgerFact fact) {
    var accepted = new Accepted(fact.opId(), fact.transaction(), fact.key(), fact.version());
    return new LedgerReceipt(fact.txid(), fact.block(), accepted, fact.at());
  }
}
