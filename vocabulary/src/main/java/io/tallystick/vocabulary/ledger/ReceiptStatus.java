package io.tallystick.vocabulary.ledger;

import io.tallystick.vocabulary.ledger.LedgerEntry.Access;
import io.tallystick.vocabulary.ledger.LedgerEntry.ConsentHead;
import io.tallystick.vocabulary.ledger.LedgerEntry.Disposition;
import java.time.Instant;

/**
 * What a recipient has said about released content whose ground is gone; every reader computes it.
 */
public enum ReceiptStatus {
  NOT_OWED,

  /** Nothing was said, or what it was retained for is over. */
  MISSING,

  /** On a ground, until a time that hasn't come. */
  RETAINED,
  ERASED;

  /**
   * @param head that the access rests on; null if it rests on none
   */
  public static ReceiptStatus of(Access access, ConsentHead head, Instant now) {
    var receipt = access.receipt();
    if (receipt != null && receipt.disposition() == Disposition.ERASED) return ERASED;
    if (!access.owesReceipt(head, now)) return NOT_OWED;
    return receipt != null && now.isBefore(receipt.until()) ? RETAINED : MISSING;
  }
}
