package io.tallystick.insurer.adjudication.app;

import io.tallystick.insurer.adjudication.app.BilledClaims.Billed;
import io.tallystick.insurer.adjudication.domain.Adjudication;
import io.tallystick.insurer.adjudication.domain.CaseFile;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.commitment.SaltedDocument;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicateClaim;
import io.tallystick.vocabulary.ledger.Opening;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Asks the ledger to adjudicate, and to settle a claim in the same step (straight through). */
@ApplicationScoped
public class SendAdjudication {

  static final String KIND = "insurer.adjudicate";

  private final TallystickConfig config;
  private final Ids ids;
  private final Clock clock;
  private final RemittanceDocument remittance;
  private final Answers answers;
  private final Accumulators accumulators;
  private final LedgerCommands commands;
  private final CaseFiles cases;

  public SendAdjudication(
      TallystickConfig config,
      Ids ids,
      Clock clock,
      RemittanceDocument remittance,
      Answers answers,
      Accumulators accumulators,
      LedgerCommands commands,
      CaseFiles cases) {
    this.config = config;
    this.ids = ids;
    this.clock = clock;
    this.remittance = remittance;
    this.answers = answers;
    this.accumulators = accumulators;
    this.commands = commands;
    this.cases = cases;
  }

  void send(Handle tx, CaseFile file, Billed billed, Adjudication result) {
    var opId = ids.next();
    var salt = ids.salt();
    var document = remittance.write(file.claimId(), billed, result, clock.instant());
    answers.keep(tx, opId, new SaltedDocument(salt, document));
    if (file.asksForPayment() && file.memberId().isPresent()) {
      accumulators.reserve(
          tx, opId, file.memberId().get(), file.plan().orElseThrow(), result.use());
    }
    var operation =
        new AdjudicateClaim(
            opId,
            file.claimId(),
            file.version(),
            file.asksForPayment(),
            Commitment.to(salt, document).hex(),
            result.outcome(),
            result.reasonCodes());
    commands.enqueue(
        tx,
        new LedgerCommand(
            KIND,
            operation,
            new Opening.Document(salt, document, null),
            List.of(file.provider(), config.org().id()),
            file.claimId()));
    cases.deciding(tx, file, opId, result);
  }
}
