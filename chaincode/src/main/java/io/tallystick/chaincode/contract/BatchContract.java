package io.tallystick.chaincode.contract;

import java.time.Clock;
import org.hyperledger.fabric.contract.Context;
import org.hyperledger.fabric.contract.ContractInterface;
import org.hyperledger.fabric.contract.annotation.Contract;
import org.hyperledger.fabric.contract.annotation.Transaction;

/** Group commit: several operations of one creator and one set of endorsers. */
@Contract(name = "batch")
public final class BatchContract implements ContractInterface {

  private final Execution execution = new Execution(Clock.systemUTC());

  /**
   * Accepts or refuses each operation of a {@code Batch} on its own; the answer is the JSON list of
   * their outcomes in order. Refused as a whole only if nothing of it can be judged.
   */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String apply(Context context, String batch) {
    return execution.runAll(context, batch);
  }
}
