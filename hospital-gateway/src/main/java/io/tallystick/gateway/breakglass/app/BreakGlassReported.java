package io.tallystick.gateway.breakglass.app;

import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerOutcomeHandler;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.vocabulary.ledger.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/** What follows when the ledger answers the report of an emergency release, however late. */
@ApplicationScoped
public class BreakGlassReported implements LedgerOutcomeHandler {

  private static final Logger LOG = Logger.getLogger(BreakGlassReported.class);

  private final BreakGlassCases cases;

  public BreakGlassReported(BreakGlassCases cases) {
    this.cases = cases;
  }

  @Override
  public String kind() {
    return ReleaseInEmergency.KIND;
  }

  @Override
  public void accepted(Handle tx, LedgerCommand command, LedgerReceipt receipt) {
    cases.recorded(tx, command.opId(), receipt);
  }

  /** It has happened all the same: patient and reviewer see that the ledger doesn't have it. */
  @Override
  public void refused(Handle tx, LedgerCommand command, Refusal why) {
    LOG.errorf("the ledger refused a break-glass report %s: %s", command.opId(), why.code());
    cases.failed(tx, command.opId(), why.code().name());
  }
}
