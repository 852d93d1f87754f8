package io.tallystick.kit.events;

import io.tallystick.kit.ledger.LedgerFact;
import java.time.Instant;

/**
 * An event whose ledger fact was found in the own copy of the chain. Its sender is the institution
 * that signed it.
 *
 * @param id the same whenever it is delivered again
 * @param senderOrg org id
 * @param aggregateId {@code ce_subject}
 * @param fact the operation it rests on; null if it rests on none
 */
public record ReceivedEvent<C extends Record>(
    String id,
    String type,
    String senderOrg,
    String aggregateId,
    Instant time,
    LedgerFact fact,
    C content) {

  /**
   * The operation the event rests on, if it is the step that the event tells of: an event without
   * it, or with another's, says nothing that the ledger confirms.
   *
   * @param transaction e.g. {@code claim:cancel}
   * @param key of the entry that it moved
   * @throws PoisonEvent otherwise
   */
  public LedgerFact requireFact(String transaction, String key) {
    boolean fits = fact != null && fact.transaction().equals(transaction) && fact.key().equals(key);
    if (!fits) throw new PoisonEvent("fact.of-another-step");
    return fact;
  }
}
