package io.tallystick.insurer.afterwards.app;

import io.tallystick.insurer.adjudication.app.CaseFiles;
import io.tallystick.insurer.adjudication.domain.CaseFile;
import io.tallystick.insurer.adjudication.domain.CaseStage;
import io.tallystick.kit.ledger.LedgerView;
import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** Claims whose decision stands: only of these is a payment issued or a decision taken back. */
@ApplicationScoped
class DecidedClaims {

  /**
   * @param version of the claim on the ledger, which its provider may have moved since the decision
   */
  record Decided(CaseFile file, long version) {}

  private final CaseFiles cases;
  private final LedgerView ledger;

  DecidedClaims(CaseFiles cases, LedgerView ledger) {
    this.cases = cases;
    this.ledger = ledger;
  }

  /**
   * The claim, its case locked.
   *
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code claim.unknown}, 409 {@code
   *     claim.not-decided}
   */
  Decided require(Handle tx, String claimId) {
    var file =
        cases
            .lock(tx, claimId)
            .orElseThrow(() -> Problem.notFound("claim.unknown", "no such claim").exception());
    if (file.stage() != CaseStage.DECIDED) {
      throw Problem.conflict("claim.not-decided", "no decision of this claim stands").exception();
    }
    var entry = ledger.entry(LedgerKeys.claim(claimId), LedgerEntry.Claim.class).orElseThrow();
    return new Decided(file, entry.version());
  }
}
