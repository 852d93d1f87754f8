package io.tallystick.insurer.adjudication.app;

import io.tallystick.insurer.adjudication.app.BilledClaims.Billed;
import io.tallystick.insurer.adjudication.domain.Adjudication;
import io.tallystick.insurer.adjudication.domain.CaseFile;
import io.tallystick.insurer.adjudication.domain.Standing;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.vocabulary.claim.AdjudicationProof;
import io.tallystick.vocabulary.commitment.SaltedDocument;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicateClaim;
import io.tallystick.vocabulary.ledger.Opening;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
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
  private final ProveAdjudication proveAdjudication;
  private final LedgerCommands commands;
  private final CaseFiles cases;

  public SendAdjudication(
      TallystickConfig config,
      Ids ids,
      Clock clock,
      RemittanceDocument remittance,
      Answers answers,
      Accumulators accumulators,
      ProveAdjudication proveAdjudication,
      LedgerCommands commands,
      CaseFiles cases) {
    this.config = config;
    this.ids = ids;
    this.clock = clock;
    this.remittance = remittance;
    this.answers = answers;
    this.accumulators = accumulators;
    this.proveAdjudication = proveAdjudication;
    this.commands = commands;
    this.cases = cases;
  }

  /**
   * @param standing what the result was reckoned with
   */
  void send(Handle tx, CaseFile file, Billed billed, Standing standing, Adjudication result) {
    var opId = ids.next();
    var salt = ids.salt();
    var document = remittance.write(file.claimId(), billed, result, clock.instant());
    var answer = new SaltedDocument(salt, document);
    answers.keep(tx, opId, answer);
    var proof = proveAdjudication.of(tx, file, billed, standing, answer.commitment());
    var proofSalt = ids.salt();
    proof.ifPresent(it -> answers.keepProof(tx, opId, salted(proofSalt, it)));
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
            answer.commitment().hex(),
            result.outcome(),
            result.reasonCodes(),
            proof.map(it -> salted(proofSalt, it).commitment().hex()).orElse(null));
    commands.enqueue(
        tx,
        new LedgerCommand(
            KIND,
            operation,
            opening(answer, proofSalt, proof),
            List.of(file.provider(), config.org().id()),
            file.claimId()));
    cases.deciding(tx, file, opId, result);
  }

  private static Opening opening(
      SaltedDocument answer, byte[] proofSalt, Optional<AdjudicationProof> proof) {
    return proof
        .<Opening>map(
            it -> new Opening.Adjudication(answer.salt(), answer.document(), proofSalt, it))
        .orElseGet(() -> new Opening.Document(answer.salt(), answer.document(), null));
  }

  private static SaltedDocument salted(byte[] salt, AdjudicationProof proof) {
    return new SaltedDocument(salt, CanonicalJson.bytes(proof));
  }
}
