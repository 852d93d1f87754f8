package io.tallystick.kit.ledger.tail;

import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.org.Org;
import java.util.Arrays;
import java.util.Optional;

/** Which record lies under which kind of key ({@code LedgerKeys}). */
enum EntryType {
  ORG("org~", Org.class),
  RECORD("record~", LedgerEntry.Record.class),
  CONSENT("consent~", LedgerEntry.ConsentHead.class),
  ACCESS("access~", LedgerEntry.Access.class),
  REUSE("reuse~", LedgerEntry.Reuse.class),
  CLAIM("claim~", LedgerEntry.Claim.class),
  BILL("bill~", LedgerEntry.Bill.class),
  OPERATION("op~", LedgerEntry.Operation.class);

  private final String prefix;
  private final Class<?> type;

  EntryType(String prefix, Class<?> type) {
    this.prefix = prefix;
    this.type = type;
  }

  Class<?> type() {
    return type;
  }

  /** Empty for keys that only the contracts read, as the directory. */
  static Optional<EntryType> of(String key) {
    return Arrays.stream(values()).filter(t -> key.startsWith(t.prefix)).findFirst();
  }

  /** The key that an entry belongs under; empty if it isn't one that readers keep. */
  static Optional<String> keyOf(Object entry) {
    return switch (entry) {
      case Org org -> Optional.of(LedgerKeys.org(org.id()));
      case LedgerEntry.Record record -> Optional.of(LedgerKeys.record(record.recordId()));
      case LedgerEntry.ConsentHead head -> Optional.of(LedgerKeys.consent(head.headId()));
      case LedgerEntry.Access access -> Optional.of(LedgerKeys.access(access.accessId()));
      case LedgerEntry.Reuse reuse -> Optional.of(LedgerKeys.reuse(reuse.reuseId()));
      case LedgerEntry.Claim claim -> Optional.of(LedgerKeys.claim(claim.claimId()));
      case LedgerEntry.Bill bill -> Optional.of(LedgerKeys.bill(bill.billHash()));
      default -> Optional.empty();
    };
  }

  static long version(Object entry) {
    return switch (entry) {
      case Org org -> org.version();
      case LedgerEntry.Record entryOf -> entryOf.version();
      case LedgerEntry.ConsentHead head -> head.version();
      case LedgerEntry.Claim claim -> claim.version();
      case LedgerEntry.Bill bill -> bill.version();
      case LedgerEntry.Access access -> access.version();
      default -> 1;
    };
  }
}
