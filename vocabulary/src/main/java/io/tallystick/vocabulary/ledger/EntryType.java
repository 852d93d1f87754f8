package io.tallystick.vocabulary.ledger;

import io.tallystick.vocabulary.org.Org;
import java.util.Arrays;
import java.util.Optional;

/** Which record lies under which kind of key ({@link LedgerKeys}). */
public enum EntryType {
  DIRECTORY(LedgerKeys.DIRECTORY, OrgDirectory.class),
  PROPOSALS(LedgerKeys.PROPOSALS, LedgerEntry.Proposals.class),
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

  /** The record that is read. */
  public Class<?> type() {
    return type;
  }

  /** Empty for a key that no contract writes. */
  public static Optional<EntryType> of(String key) {
    return Arrays.stream(values())
        .filter(t -> t.prefix.endsWith("~") ? key.startsWith(t.prefix) : key.equals(t.prefix))
        .findFirst();
  }

  /** The key that an entry belongs under. */
  public static String keyOf(Object entry) {
    return switch (entry) {
      case OrgDirectory directory -> LedgerKeys.DIRECTORY;
      case LedgerEntry.Proposals proposals -> LedgerKeys.PROPOSALS;
      case Org org -> LedgerKeys.org(org.id());
      case LedgerEntry.Record record -> LedgerKeys.record(record.recordId());
      case LedgerEntry.ConsentHead head -> LedgerKeys.consent(head.headId());
      case LedgerEntry.Access access -> LedgerKeys.access(access.accessId());
      case LedgerEntry.Reuse reuse -> LedgerKeys.reuse(reuse.reuseId());
      case LedgerEntry.Claim claim -> LedgerKeys.claim(claim.claimId());
      case LedgerEntry.Bill bill -> LedgerKeys.bill(bill.billHash());
      case LedgerEntry.Operation operation -> LedgerKeys.operation(operation.opId());
      default -> throw new IllegalArgumentException("no entry of the ledger");
    };
  }

  /** The entry's version after the operation that wrote it; 1 for what is written once. */
  public static long version(Object entry) {
    return switch (entry) {
      case LedgerEntry.Proposals proposals -> proposals.version();
      case LedgerEntry.Access access -> access.version();
      case Org org -> org.version();
      case LedgerEntry.Record entryOf -> entryOf.version();
      case LedgerEntry.ConsentHead head -> head.version();
      case LedgerEntry.Claim claim -> claim.version();
      case LedgerEntry.Bill bill -> bill.version();
      default -> 1;
    };
  }
}
