package io.tallystick.insurer.appeals.app;

import io.tallystick.insurer.adjudication.app.Accumulators;
import io.tallystick.insurer.adjudication.app.AdvanceCase;
import io.tallystick.insurer.adjudication.app.AdvanceCase.Reconsidered;
import io.tallystick.insurer.adjudication.app.BilledClaims;
import io.tallystick.insurer.adjudication.app.BilledClaims.Billed;
import io.tallystick.insurer.adjudication.app.CaseFiles;
import io.tallystick.insurer.adjudication.app.WriteAnswer;
import io.tallystick.insurer.adjudication.domain.Adjudication;
import io.tallystick.insurer.adjudication.domain.Carc;
import io.tallystick.insurer.adjudication.domain.CaseFile;
import io.tallystick.insurer.adjudication.domain.LineResult;
import io.tallystick.insurer.adjudication.domain.ReviewState;
import io.tallystick.insurer.appeals.domain.Appeal;
import io.tallystick.insurer.queue.app.Reviews;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.kit.ledger.LedgerView;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import io.tallystick.kit.problem.ProblemException;
import io.tallystick.vocabulary.ledger.ClaimOperation;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * An adjudicator decides an appeal: the whole claim is adjudicated again, with what it counted
 * before given back, and the lines that are granted no longer denied.
 */
@ApplicationScoped
public class DecideAppeal {

  /** Kind of the ledger command. */
  public static final String KIND = "insurer.decide";

  private final TallystickConfig config;
  private final Transactions transactions;
  private final Appeals appeals;
  private final CaseFiles cases;
  private final BilledClaims billedClaims;
  private final Reviews reviews;
  private final Accumulators accumulators;
  private final AdvanceCase advanceCase;
  private final WriteAnswer writeAnswer;
  private final LedgerView ledger;
  private final LedgerCommands commands;

  public DecideAppeal(
      TallystickConfig config,
      Transactions transactions,
      Appeals appeals,
      CaseFiles cases,
      BilledClaims billedClaims,
      Reviews reviews,
      Accumulators accumulators,
      AdvanceCase advanceCase,
      WriteAnswer writeAnswer,
      LedgerView ledger,
      LedgerCommands commands) {
    this.config = config;
    this.transactions = transactions;
    this.appeals = appeals;
    this.cases = cases;
    this.billedClaims = billedClaims;
    this.reviews = reviews;
    this.accumulators = accumulators;
    this.advanceCase = advanceCase;
    this.writeAnswer = writeAnswer;
    this.ledger = ledger;
    this.commands = commands;
  }

  /**
   * @param granted lines that are covered after all, by sequence
   * @param by the adjudicator's name
   * @param words the adjudicator's reasons, told to provider and patient
   * @return the ledger operation's id
   * @throws ProblemException 404 {@code appeal.not-there}, 409 {@code appeal.decided}, 422 {@code
   *     appeal.line-unknown}, {@code appeal.cannot-grant}; nothing is written then
   */
  public String decide(String claimId, Set<Integer> granted, String by, String words) {
    return transactions.inTransaction(tx -> decide(tx, claimId, granted, by, words));
  }

  private String decide(Handle tx, String claimId, Set<Integer> granted, String by, String words) {
    var appeal = appeals.lock(tx, claimId).orElseThrow(() -> notThere());
    if (appeal.state() != Appeal.State.WAITING) {
      throw Problem.conflict("appeal.decided", "somebody decided this appeal before").exception();
    }
    var file = cases.lock(tx, claimId).orElseThrow();
    var billed = billedClaims.open(tx, claimId);
    advanceCase.lockMember(tx, billed);
    var beforeOp = file.opId().orElseThrow();
    accumulators.release(tx, beforeOp);
    var review = new ReviewState.OnAppeal(granted, deniedBefore(tx, claimId));
    var now = advanceCase.reconsider(tx, file, billed, review);
    requireGranted(granted, now.result());
    return send(tx, file, billed, now, beforeOp, by, words);
  }

  private String send(
      Handle tx,
      CaseFile file,
      Billed billed,
      Reconsidered now,
      String beforeOp,
      String by,
      String words) {
    var result = now.result();
    var written = writeAnswer.write(tx, file, billed, now.standing(), result, words);
    var entry =
        ledger.entry(LedgerKeys.claim(file.claimId()), LedgerEntry.Claim.class).orElseThrow();
    var operation =
        new ClaimOperation.DecideAppeal(
            written.opId(),
            file.claimId(),
            entry.version(),
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
    var ruling =
        new Appeal.Ruling(
            written.opId(),
            beforeOp,
            result.outcome(),
            result.total(LineResult::paid),
            result.total(LineResult::patient));
    appeals.deciding(tx, file.claimId(), ruling, by);
    return written.opId();
  }

  private Map<Integer, Carc> deniedBefore(Handle tx, String claimId) {
    return switch (reviews.state(tx, claimId)) {
      case ReviewState.Reviewed(var denied) -> denied;
      case ReviewState.OnAppeal(var granted, var denied) -> denied;
      case ReviewState.NotReviewed() -> Map.of();
    };
  }

  private static void requireGranted(Set<Integer> granted, Adjudication result) {
    for (int sequence : granted) {
      var line = result.lines().stream().filter(l -> l.sequence() == sequence).findFirst();
      if (line.isEmpty()) {
        throw Problem.unprocessable("appeal.line-unknown", "the claim has no line " + sequence)
            .exception();
      }
      line.get().denial().ifPresent(why -> refuse(sequence, why));
    }
  }

  private static void refuse(int sequence, Carc why) {
    throw Problem.unprocessable(
            "appeal.cannot-grant",
            "line %d has no price in the member's plan: %s".formatted(sequence, why.meaning()))
        .exception();
  }

  static ProblemException notThere() {
    return Problem.notFound("appeal.not-there", "there is no such appeal").exception();
  }
}
