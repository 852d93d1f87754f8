package io.tallystick.claims.followup.adapter;

import io.tallystick.claims.followup.app.StepOutcome;
import jakarta.ws.rs.core.Response;

/** How a step ended, over HTTP. */
public final class StepResponse {

  /**
   * 200 once the ledger has it, 202 if that takes longer.
   *
   * @throws io.tallystick.kit.problem.ProblemException if it was refused
   */
  public static Response of(StepOutcome outcome) {
    return switch (outcome) {
      case StepOutcome.OnLedger done ->
          Response.ok(done).header("Tallystick-Txid", done.txid()).build();
      case StepOutcome.Queued queued -> Response.accepted(queued).build();
      case StepOutcome.Refused refused -> throw refused.problem().exception();
    };
  }

  private StepResponse() {}
}
