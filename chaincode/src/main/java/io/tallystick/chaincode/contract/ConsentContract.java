package io.tallystick.chaincode.contract;

import io.tallystick.chaincode.rules.ConsentRules;
import io.tallystick.chaincode.rules.PaperConsentRules;
import io.tallystick.chaincode.rules.RevocationRules;
import io.tallystick.vocabulary.ledger.ConsentOperation.RecordPaperConsent;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.ChangeConsent;
import io.tallystick.vocabulary.ledger.LedgerOperation.RevokeConsent;
import java.time.Clock;
import org.hyperledger.fabric.contract.Context;
import org.hyperledger.fabric.contract.ContractInterface;
import org.hyperledger.fabric.contract.annotation.Contract;
import org.hyperledger.fabric.contract.annotation.Transaction;

/** Consent heads, guarded by the patient's signature; on paper, marked as the custodian's word. */
@Contract(name = "consent")
public final class ConsentContract implements ContractInterface {

  private final Execution execution = new Execution(Clock.systemUTC());

  /** Creates a head or replaces its set of statements. */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String change(Context context, String operation) {
    return execution.run(context, operation, ChangeConsent.class, ConsentRules::change);
  }

  /** Records a consent on paper; never on a head that a key has signed. */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String paper(Context context, String operation) {
    return execution.run(context, operation, RecordPaperConsent.class, PaperConsentRules::record);
  }

  /** Ends a head; any member may submit it. */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String revoke(Context context, String operation) {
    return execution.run(context, operation, RevokeConsent.class, RevocationRules::revoke);
  }

  /** One head. */
  @Transaction(intent = Transaction.TYPE.EVALUATE)
  public String get(Context context, String headId) {
    return Execution.stored(context, LedgerKeys.consent(headId));
  }
}
