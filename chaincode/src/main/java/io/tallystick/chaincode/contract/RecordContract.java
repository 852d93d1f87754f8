package io.tallystick.chaincode.contract;

import io.tallystick.chaincode.rules.RecordRules;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.PublishRecord;
import io.tallystick.vocabulary.ledger.RecordOperation.EraseRecord;
import io.tallystick.vocabulary.ledger.RecordOperation.SupersedeRecord;
import java.time.Clock;
import org.hyperledger.fabric.contract.Context;
import org.hyperledger.fabric.contract.ContractInterface;
import org.hyperledger.fabric.contract.annotation.Contract;
import org.hyperledger.fabric.contract.annotation.Transaction;

/** Anchors records. Arguments and answers are canonical JSON. */
@Contract(name = "record")
public final class RecordContract implements ContractInterface {

  private final Execution execution = new Execution(Clock.systemUTC());

  /** Commits a record's Merkle root. */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String publish(Context context, String operation) {
    return execution.run(context, operation, PublishRecord.class, RecordRules::publish);
  }

  /** A corrected record takes another's place. */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String supersede(Context context, String operation) {
    return execution.run(context, operation, SupersedeRecord.class, RecordRules::supersede);
  }

  /** The custodian no longer has the record's content and salts. */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String erase(Context context, String operation) {
    return execution.run(context, operation, EraseRecord.class, RecordRules::erase);
  }

  /** One record's entry. */
  @Transaction(intent = Transaction.TYPE.EVALUATE)
  public String get(Context context, String recordId) {
    return Execution.stored(context, LedgerKeys.record(recordId));
  }
}
