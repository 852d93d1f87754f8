package io.tallystick.chaincode.contract;

import io.tallystick.chaincode.rules.ClaimRules;
import io.tallystick.vocabulary.ledger.ClaimOperation.AdvancePayment;
import io.tallystick.vocabulary.ledger.ClaimOperation.AppealClaim;
import io.tallystick.vocabulary.ledger.ClaimOperation.DecideAppeal;
import io.tallystick.vocabulary.ledger.ClaimOperation.LapseClaim;
import io.tallystick.vocabulary.ledger.ClaimOperation.RequestVoid;
import io.tallystick.vocabulary.ledger.ClaimOperation.ReverseClaim;
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

  /** The provider or patient appeals: first to the payer, then to the Authority. */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String appeal(Context context, String operation) {
    return execution.run(context, operation, AppealClaim.class, ClaimRules::appeal);
  }

  /** The payer or the Authority decides on an appeal. */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String decide(Context context, String operation) {
    return execution.run(context, operation, DecideAppeal.class, ClaimRules::decide);
  }

  /** The Authority takes over a decision that was due and didn't come. */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String lapse(Context context, String operation) {
    return execution.run(context, operation, LapseClaim.class, ClaimRules::lapse);
  }

  /** The provider asks the payer to reverse. */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String requestVoid(Context context, String operation) {
    return execution.run(context, operation, RequestVoid.class, ClaimRules::requestVoid);
  }

  /** The payer takes an adjudication back. */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String reverse(Context context, String operation) {
    return execution.run(context, operation, ReverseClaim.class, ClaimRules::reverse);
  }

  /** The payer has paid, or the provider has been paid. */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String payment(Context context, String operation) {
    return execution.run(context, operation, AdvancePayment.class, ClaimRules::payment);
  }

  /** One claim. */
  @Transaction(intent = Transaction.TYPE.EVALUATE)
  public String get(Context context, String claimId) {
    return Execution.stored(context, LedgerKeys.claim(claimId));
  }
}
