package io.tallystick.chaincode.rules;

import static io.tallystick.chaincode.rules.Ruling.refused;

import io.tallystick.chaincode.policy.Endorsement;
import io.tallystick.chaincode.rules.Ruling.Write;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerEntry.RecordState;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.PublishRecord;
import io.tallystick.vocabulary.ledger.RecordOperation.EraseRecord;
import io.tallystick.vocabulary.ledger.RecordOperation.SupersedeRecord;
import io.tallystick.vocabulary.ledger.RefusalCode;
import io.tallystick.vocabulary.org.Org;
import java.util.Optional;

/** Anchoring of records: their roots, never their content. */
public final class RecordRules {

  public static Ruling publish(PublishRecord op, Situation situation) {
    return unpublishable(op.recordId(), op.root(), op.leaves(), situation)
        .orElseGet(
            () -> {
              var key = LedgerKeys.record(op.recordId());
              var entry = published(op.recordId(), op.root(), op.leaves(), null, situation);
              return Ruling.allowed(key, 1, new Write(key, entry, policy(situation)));
            });
  }

  /** A corrected record takes another's place: nothing is released from the old one any more. */
  public static Ruling supersede(SupersedeRecord op, Situation situation) {
    return unpublishable(op.supersededBy(), op.root(), op.leaves(), situation)
        .or(() -> unmovable(op.recordId(), op.expectedVersion(), false, situation))
        .orElseGet(() -> superseded(op, situation));
  }

  /** The root stays on the ledger; without content and salts nobody can open it. */
  public static Ruling erase(EraseRecord op, Situation situation) {
    return unmovable(op.recordId(), op.expectedVersion(), true, situation)
        .orElseGet(
            () -> {
              var before = entry(op.recordId(), situation).orElseThrow();
              var key = LedgerKeys.record(op.recordId());
              var erased = moved(before, RecordState.ERASED, before.supersededBy(), situation);
              return Ruling.allowed(key, erased.version(), new Write(key, erased, null));
            });
  }

  private static Ruling superseded(SupersedeRecord op, Situation situation) {
    var before = entry(op.recordId(), situation).orElseThrow();
    var key = LedgerKeys.record(op.recordId());
    var old = moved(before, RecordState.SUPERSEDED, op.supersededBy(), situation);
    var corrected = published(op.supersededBy(), op.root(), op.leaves(), op.recordId(), situation);
    return Ruling.allowed(
        key,
        old.version(),
        new Write(key, old, null),
        new Write(LedgerKeys.record(op.supersededBy()), corrected, policy(situation)));
  }

  private static Optional<Ruling> unpublishable(
      String recordId, String root, int leaves, Situation situation) {
    if (situation.caller().role() != Org.Role.HOSPITAL) {
      return refusal(RefusalCode.WRONG_ROLE, "only a hospital publishes records");
    }
    if (!Shapes.isId(recordId) || !Shapes.isHash(root) || leaves < 1) {
      return refusal(RefusalCode.MALFORMED, "a record has an id, a root and a leaf at least");
    }
    return entry(recordId, situation).isPresent()
        ? refusal(RefusalCode.ALREADY_EXISTS, "this record is published")
        : Optional.empty();
  }

  private static Optional<Ruling> unmovable(
      String recordId, long expectedVersion, boolean evenIfSuperseded, Situation situation) {
    var found = entry(recordId, situation);
    if (found.isEmpty()) return refusal(RefusalCode.NOT_FOUND, "no such record");
    var record = found.get();
    if (!situation.actsFor(record.custodian())) {
      return refusal(RefusalCode.WRONG_ORG, "another custodian holds the record");
    }
    if (record.version() != expectedVersion) {
      return refusal(RefusalCode.STALE_VERSION, "the record is at version " + record.version());
    }
    boolean may = record.current() || evenIfSuperseded && record.state() == RecordState.SUPERSEDED;
    return may
        ? Optional.empty()
        : refusal(RefusalCode.RECORD_NOT_CURRENT, "the record is " + record.state());
  }

  private static Optional<LedgerEntry.Record> entry(String recordId, Situation situation) {
    return situation.entry(LedgerKeys.record(recordId), LedgerEntry.Record.class);
  }

  private static LedgerEntry.Record published(
      String recordId, String root, int leaves, String supersedes, Situation situation) {
    return new LedgerEntry.Record(
        recordId,
        situation.caller().id(),
        root,
        leaves,
        1,
        situation.now(),
        RecordState.PUBLISHED,
        supersedes,
        null);
  }

  private static LedgerEntry.Record moved(
      LedgerEntry.Record before, RecordState state, String supersededBy, Situation situation) {
    return new LedgerEntry.Record(
        before.recordId(),
        before.custodian(),
        before.root(),
        before.leaves(),
        before.version() + 1,
        situation.now(),
        state,
        before.supersedes(),
        supersededBy);
  }

  private static byte[] policy(Situation situation) {
    return Endorsement.ofOwnerAndAnother(situation.caller(), situation.orgs());
  }

  private static Optional<Ruling> refusal(RefusalCode code, String detail) {
    return Optional.of(refused(code, detail));
  }

  private RecordRules() {}
}
