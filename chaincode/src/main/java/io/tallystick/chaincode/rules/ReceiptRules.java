package io.tallystick.chaincode.rules;

import static io.tallystick.chaincode.rules.Ruling.refused;

import io.tallystick.chaincode.rules.Ruling.Write;
import io.tallystick.vocabulary.ledger.AccessOperation.GiveReceipt;
import io.tallystick.vocabulary.ledger.LedgerEntry.Access;
import io.tallystick.vocabulary.ledger.LedgerEntry.ConsentHead;
import io.tallystick.vocabulary.ledger.LedgerEntry.Disposition;
import io.tallystick.vocabulary.ledger.LedgerEntry.Receipt;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.RefusalCode;
import java.time.Duration;
import java.time.Instant;

/**
 * What recipients say about released content once its ground or its term is gone. That it is erased
 * before its term ends may always be told.
 */
public final class ReceiptRules {

  static final Duration LONGEST_RETENTION = Duration.ofDays(30 * 366);

  /**
   * Erased is the last word; what is retained can be erased later, or retained on another ground.
   */
  public static Ruling give(GiveReceipt op, Situation situation) {
    var found = situation.entry(LedgerKeys.access(op.accessId()), Access.class);
    if (found.isEmpty()) return refused(RefusalCode.NOT_FOUND, "no such access");
    var access = found.get();
    if (!situation.actsFor(access.grantee())) {
      return refused(RefusalCode.WRONG_ORG, "the recipient gives the receipt");
    }
    if (access.version() != op.expectedVersion()) {
      return refused(RefusalCode.STALE_VERSION, "the access is at version " + access.version());
    }
    if (!isWhole(op, situation.now())) {
      return refused(
          RefusalCode.MALFORMED, "erased, or retained on a ground until a time within 30 years");
    }
    boolean asAgreed = op.disposition() == Disposition.ERASED && access.mayTellErasure();
    if (!asAgreed && !isOwed(access, situation)) {
      return refused(RefusalCode.RECEIPT_NOT_OWED, "nothing was revoked, or all is erased");
    }
    if (op.disposition() == Disposition.RETAINED && beyondTerm(op, access)) {
      return refused(RefusalCode.MALFORMED, "the consent's own term ends before");
    }
    var receipt = new Receipt(op.disposition(), op.ground(), op.until(), situation.now());
    var next = access.withReceipt(receipt);
    var key = LedgerKeys.access(access.accessId());
    return Ruling.allowed(key, next.version(), new Write(key, next, null));
  }

  private static boolean isOwed(Access access, Situation situation) {
    if (access.headId() == null) return access.owesReceipt(null, situation.now());
    var head = situation.entry(LedgerKeys.consent(access.headId()), ConsentHead.class);
    return access.owesReceipt(head.orElse(null), situation.now());
  }

  /** No ground outlasts the term under which the content was given. */
  private static boolean beyondTerm(GiveReceipt op, Access access) {
    return access.eraseBy() != null && op.until().isAfter(access.eraseBy());
  }

  private static boolean isWhole(GiveReceipt op, Instant now) {
    return switch (op.disposition()) {
      case ERASED -> op.ground() == null && op.until() == null;
      case RETAINED ->
          op.ground() != null
              && op.until() != null
              && op.until().isAfter(now)
              && op.until().isBefore(now.plus(LONGEST_RETENTION));
      case null -> false;
    };
  }

  private ReceiptRules() {}
}
