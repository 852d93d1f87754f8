package io.tallystick.gateway.journey;

import io.quarkus.test.Mock;
import io.tallystick.gateway.common.GatewayConfig;
import io.tallystick.gateway.common.LedgerAnswers;
import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.kit.ledger.LedgerReceipt;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/**
 * HTTP calls that know that the ledger is down, and don't wait the whole {@link
 * GatewayConfig#ledgerWait} for its answer. Calls to a ledger that runs wait as long as ever.
 */
@Mock
@Singleton
class Hurry extends LedgerAnswers {

  private final LedgerCommands ledger;
  private volatile boolean hurried;

  Hurry(LedgerCommands ledger, GatewayConfig config) {
    super(ledger, config);
    this.ledger = ledger;
  }

  @Override
  public Optional<LedgerReceipt> await(String opId) {
    return hurried ? ledger.awaitReceipt(opId, Duration.ofMillis(500)) : super.await(opId);
  }

  /** For calls that are meant to meet no ledger. */
  void during(Runnable calls) {
    hurried = true;
    try {
      calls.run();
    } finally {
      hurried = false;
    }
  }
}
