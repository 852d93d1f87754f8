package io.tallystick.chaincode.contract;

import io.tallystick.chaincode.rules.ConsentRules;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.ChangeConsent;
import io.tallystick.vocabulary.ledger.LedgerOperation.RevokeConsent;
import java.time.Clock;
import org.hyperledger.fabric.contract.Context;
import org.hyperledger.fabric.contract.ContractInterface;
import org.hyperledger.fabric.contract.annotation.Contract;
import org.hyperledger.fabric.contract.annotation.Transaction;

/** Consent heads, guarded by the patient's signature. */
@Contract(name = "consent")
public final class ConsentContract implements ContractInterface {

  private final Execution execution = new Execution(Clock.systemUTC());

  /** Creates a head or replaces its set of statements. */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String change(Context context, String operation) {
    return execution.run(context, operation, ChangeConsent.class, ConsentRules::change);
  }

  /** Ends a head; any member may submit it. */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String revoke(Context context, String operation) {
    return execution.run(context, operation, RevokeConsent.class, ConsentRules::revoke);
  }

  /** One head. */
  @Transaction(intent = Transaction.TYPE.EVALUATE)
  public String get(Context context, String headId) {
    return Execution.stored(context, LedgerKeys.consent(headId));
  }
}
