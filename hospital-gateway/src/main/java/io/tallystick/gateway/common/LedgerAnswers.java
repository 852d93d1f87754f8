package io.tallystick.gateway.common;

import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.kit.ledger.LedgerReceipt;
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
    return ledger.awaitReceipt(opId, config.ledgerWait());
  }
}
