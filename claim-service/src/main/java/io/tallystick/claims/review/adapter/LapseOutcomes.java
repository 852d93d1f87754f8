package io.tallystick.claims.review.adapter;

import io.tallystick.claims.review.app.PassToReview;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerOutcomeHandler;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.vocabulary.ledger.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/**
 * Nothing follows here: the provider reads it off its own copy of the chain, and sends the file.
 */
@ApplicationScoped
class LapseOutcomes implements LedgerOutcomeHandler {

  @Override
  public String kind() {
    return PassToReview.KIND;
  }

  @Override
  public void accepted(Handle tx, LedgerCommand command, LedgerReceipt receipt) {}

  @Override
  public void refused(Handle tx, LedgerCommand command, Refusal why) {}
}
