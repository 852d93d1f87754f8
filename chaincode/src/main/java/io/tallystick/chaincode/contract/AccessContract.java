package io.tallystick.chaincode.contract;

import io.tallystick.chaincode.rules.AccessRules;
import io.tallystick.chaincode.rules.BreakGlassRules;
import io.tallystick.chaincode.rules.ReceiptRules;
import io.tallystick.chaincode.rules.ReuseRules;
import io.tallystick.vocabulary.ledger.AccessOperation.GiveReceipt;
import io.tallystick.vocabulary.ledger.AccessOperation.RecordReuse;
import io.tallystick.vocabulary.ledger.AccessOperation.ReportBreakGlass;
import io.tallystick.vocabulary.ledger.AccessOperation.ReviewAccess;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.DenyAccess;
import io.tallystick.vocabulary.ledger.LedgerOperation.PermitAccess;
import java.time.Clock;
import org.hyperledger.fabric.contract.Context;
import org.hyperledger.fabric.contract.ContractInterface;
import org.hyperledger.fabric.contract.annotation.Contract;
import org.hyperledger.fabric.contract.annotation.Transaction;

/** Decisions on access, before a byte is released. */
@Contract(name = "access")
public final class AccessContract implements ContractInterface {

  private final Execution execution = new Execution(Clock.systemUTC());

  /** Permits one release under a head's version. */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String permit(Context context, String operation) {
    return execution.run(context, operation, PermitAccess.class, AccessRules::permit);
  }

  /** Records a denial and its reason. */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String deny(Context context, String operation) {
    return execution.run(context, operation, DenyAccess.class, AccessRules::deny);
  }

  /** Tells of a release in an emergency. */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String breakGlass(Context context, String operation) {
    return execution.run(context, operation, ReportBreakGlass.class, BreakGlassRules::report);
  }

  /** Says whether a break-glass was justified. */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String review(Context context, String operation) {
    return execution.run(context, operation, ReviewAccess.class, BreakGlassRules::review);
  }

  /** The recipient erased what was released, or retains it on a ground. */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String receipt(Context context, String operation) {
    return execution.run(context, operation, GiveReceipt.class, ReceiptRules::give);
  }

  /** The recipient used what was released instead of repeating a test. */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String reuse(Context context, String operation) {
    return execution.run(context, operation, RecordReuse.class, ReuseRules::record);
  }

  /** One reuse. */
  @Transaction(intent = Transaction.TYPE.EVALUATE)
  public String getReuse(Context context, String reuseId) {
    return Execution.stored(context, LedgerKeys.reuse(reuseId));
  }

  /** One decision. */
  @Transaction(intent = Transaction.TYPE.EVALUATE)
  public String get(Context context, String accessId) {
    return Execution.stored(context, LedgerKeys.access(accessId));
  }
}
