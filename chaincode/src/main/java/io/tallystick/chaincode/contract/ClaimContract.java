package io.tallystick.chaincode.contract;

import io.tallystick.chaincode.rules.ClaimRules;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicateClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.AnswerClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.CancelClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.PendClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.SettleClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.SubmitClaim;
import java.time.Clock;
import org.hyperledger.fabric.contract.Context;
import org.hyperledger.fabric.contract.ContractInterface;
import org.hyperledger.fabric.contract.annotation.Contract;
import org.hyperledger.fabric.contract.annotation.Transaction;

/** The state transitions of claims. */
@Contract(name = "claim")
public final class ClaimContract implements ContractInterface {

  private final Execution execution = new Execution(Clock.systemUTC());

  /** Brings a claim to the ledger and locks its bill. */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String submit(Context context, String operation) {
    return execution.run(context, operation, SubmitClaim.class, ClaimRules::submit);
  }

  /** The payer waits for something, until a deadline. */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String pend(Context context, String operation) {
    return execution.run(context, operation, PendClaim.class, ClaimRules::pend);
  }

  /** The provider answers a pended claim. */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String answer(Context context, String operation) {
    return execution.run(context, operation, AnswerClaim.class, ClaimRules::answer);
  }

  /** The payer decides, and settles at once when straight through. */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String adjudicate(Context context, String operation) {
    return execution.run(context, operation, AdjudicateClaim.class, ClaimRules::adjudicate);
  }

  /** The payer settles an adjudicated claim. */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String settle(Context context, String operation) {
    return execution.run(context, operation, SettleClaim.class, ClaimRules::settle);
  }

  /** The provider withdraws a claim. */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String cancel(Context context, String operation) {
    return execution.run(context, operation, CancelClaim.class, ClaimRules::cancel);
  }

  /** One claim. */
  @Transaction(intent = Transaction.TYPE.EVALUATE)
  public String get(Context context, String claimId) {
    return Execution.stored(context, LedgerKeys.claim(claimId));
  }
}
