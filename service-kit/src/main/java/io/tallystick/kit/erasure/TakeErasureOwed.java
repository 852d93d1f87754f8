package io.tallystick.kit.erasure;

import io.tallystick.kit.events.EventHandler;
import io.tallystick.kit.events.PoisonEvent;
import io.tallystick.kit.events.ReceivedEvent;
import io.tallystick.kit.events.content.ErasureOwed;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/** A custodian tells that a consent is revoked, or that an emergency wasn't one. */
@ApplicationScoped
public class TakeErasureOwed implements EventHandler<ErasureOwed> {

  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  private final GiveReceipts receipts;
  private final OwedReceipts owed;

  TakeErasureOwed(GiveReceipts receipts, OwedReceipts owed) {
    this.receipts = receipts;
    this.owed = owed;
  }

  @Override
  public String type() {
    return "erasure.owed";
  }

  @Override
  public Class<ErasureOwed> content() {
    return ErasureOwed.class;
  }

  /**
   * Notes what the ledger says is owed, and nothing else: what is noted isn't taken in any more,
   * and a revocation of its own would let any custodian name another's releases. What is owed was
   * decided before, so that the own copy has it with the fact.
   */
  @Override
  public void handle(Handle tx, ReceivedEvent<ErasureOwed> event) {
    var told = event.content();
    if (!told.accessIds().stream().allMatch(id -> ID.matcher(id).matches())) {
      throw new PoisonEvent("access.malformed");
    }
    if (told.headId() == null) {
      told.accessIds().forEach(id -> event.requireFact("access:review", LedgerKeys.access(id)));
    } else {
      event.requireFact("consent:revoke", LedgerKeys.consent(told.headId()));
    }
    if (!receipts.isHolder()) return;
    told.accessIds().stream()
        .distinct()
        .filter(receipts::owes)
        .sorted()
        .forEach(id -> owed.owe(tx, id));
  }
}
