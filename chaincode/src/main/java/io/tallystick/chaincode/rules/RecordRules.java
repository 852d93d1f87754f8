package io.tallystick.chaincode.rules;

import static io.tallystick.chaincode.rules.Ruling.refused;

import io.tallystick.chaincode.policy.Endorsement;
import io.tallystick.chaincode.rules.Ruling.Write;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerEntry.RecordState;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.PublishRecord;
import io.tallystick.vocabulary.ledger.RefusalCode;
import io.tallystick.vocabulary.org.Org;

/** Anchoring of records: their roots, never their content. */
public final class RecordRules {

  public static Ruling publish(PublishRecord op, Situation situation) {
    var custodian = situation.caller();
    if (custodian.role() != Org.Role.HOSPITAL) {
      return refused(RefusalCode.WRONG_ROLE, "only a hospital publishes records");
    }
    if (!Shapes.isId(op.recordId()) || !Shapes.isHash(op.root()) || op.leaves() < 1) {
      return refused(RefusalCode.MALFORMED, "a record has an id, a root and a leaf at least");
    }
    var key = LedgerKeys.record(op.recordId());
    if (situation.entry(key, LedgerEntry.Record.class).isPresent()) {
      return refused(RefusalCode.ALREADY_EXISTS, "this record is published");
    }
    var entry =
        new LedgerEntry.Record(
            op.recordId(),
            custodian.id(),
            op.root(),
            op.leaves(),
            1,
            situation.now(),
            RecordState.PUBLISHED,
            null,
            null);
    var policy = Endorsement.ofOwnerAndAnother(custodian, situation.orgs());
    return Ruling.allowed(key, 1, new Write(key, entry, policy));
  }

  private RecordRules() {}
}
