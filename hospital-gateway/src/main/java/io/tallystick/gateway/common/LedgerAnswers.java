package io.tallystick.gateway.common;

import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.kit.ledger.LedgerOutcome;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.kit.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Lets an HTTP call wait for what it asked of the ledger. */
@ApplicationScoped
public class LedgerAnswers {

  private final LedgerCommands ledger;
  private final GatewayConfig config;

  public LedgerAnswers(LedgerCommands ledger, GatewayConfig config) {
    this.ledger = ledger;
    this.config = config;
  }

  /**
   * @return empty if it isn't final yet; it goes on by itself
   * @throws io.tallystick.kit.problem.ProblemException 409 with the ledger's code if it refused
   */
  public Optional<LedgerReceipt> await(String opId) {
    return ledger.await(opId, config.ledgerWait()).map(LedgerAnswers::receipt);
  }

  private static LedgerReceipt receipt(LedgerOutcome outcome) {
    return switch (outcome) {
      case LedgerOutcome.Committed(var receipt) -> receipt;
      case LedgerOutcome.Refused(var why) -> throw Problem.of(why).exception();
    };
  }
}
