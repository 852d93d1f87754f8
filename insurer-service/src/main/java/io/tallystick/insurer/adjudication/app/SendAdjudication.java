package io.tallystick.insurer.adjudication.app;

import io.tallystick.insurer.adjudication.app.BilledClaims.Billed;
import io.tallystick.insurer.adjudication.domain.Adjudication;
import io.tallystick.insurer.adjudication.domain.CaseFile;
import io.tallystick.insurer.adjudication.domain.Standing;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicateClaim;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Asks the ledger to adjudicate, and to settle a claim in the same step (straight through). */
@ApplicationScoped
public class SendAdjudication {

  static final String KIND = "insurer.adjudicate";

  private final TallystickConfig config;
  private final WriteAnswer writeAnswer;
  private final LedgerCommands commands;
  private final CaseFiles cases;

  public SendAdjudication(
      TallystickConfig config, WriteAnswer writeAnswer, LedgerCommands commands, CaseFiles cases) {
    this.config = config;
    this.writeAnswer = writeAnswer;
    this.commands = commands;
    this.cases = cases;
  }

  /**
   * @param standing what the result was reckoned with
   */
  void send(Handle tx, CaseFile file, Billed billed, Standing standing, Adjudication result) {
    var written = writeAnswer.write(tx, file, billed, standing, result, "");
    var operation =
        new AdjudicateClaim(
            written.opId(),
            file.claimId(),
            file.version(),
            file.asksForPayment(),
            written.commitment(),
            result.outcome(),
            result.reasonCodes(),
            written.proofCommitment());
    commands.enqueue(
        tx,
        new LedgerCommand(
            KIND,
            operation,
            written.opening(),
            List.of(file.provider(), config.org().id()),
            file.claimId()));
    cases.deciding(tx, file, written.opId(), result);
  }
}
