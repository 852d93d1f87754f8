package io.tallystick.gateway.breakglass.app;

import io.tallystick.gateway.breakglass.app.BreakGlassCases.Case;
import io.tallystick.gateway.breakglass.app.BreakGlassCases.State;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.kit.ledger.LedgerOutcomeHandler;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.kit.ledger.LedgerView;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.commitment.SaltedDocument;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.AccessOperation.ReviewAccess;
import io.tallystick.vocabulary.ledger.LedgerEntry.Access;
import io.tallystick.vocabulary.ledger.LedgerEntry.Verdict;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * The custodian's privacy officer says whether an emergency was one; the ledger has the verdict.
 */
@ApplicationScoped
public class ReviewBreakGlass implements LedgerOutcomeHandler {

  private static final Logger LOG = Logger.getLogger(ReviewBreakGlass.class);
  private static final String KIND = "access.review";

  private final Transactions transactions;
  private final BreakGlassCases cases;
  private final LedgerView ledger;
  private final LedgerCommands commands;
  private final Ids ids;
  private final String ownOrg;

  public ReviewBreakGlass(
      Transactions transactions,
      BreakGlassCases cases,
      LedgerView ledger,
      LedgerCommands commands,
      Ids ids,
      TallystickConfig config) {
    this.transactions = transactions;
    this.cases = cases;
    this.ledger = ledger;
    this.commands = commands;
    this.ids = ids;
    this.ownOrg = config.org().id();
  }

  /**
   * @param note the reviewer's words: committed to on the ledger, kept sealed here
   * @return the ledger operation that tells of it
   * @throws io.tallystick.kit.problem.ProblemException 404 {@code break-glass.not-found}; 409
   *     {@code break-glass.not-on-ledger}, {@code break-glass.reviewed}
   */
  public String review(String decisionId, Verdict verdict, String note, String reviewer) {
    return transactions.inTransaction(
        tx -> {
          var found = cases.lock(tx, decisionId).orElseThrow(ReviewBreakGlass::unknown);
          requireReviewable(found);
          return review(tx, found, verdict, note, reviewer);
        });
  }

  private static void requireReviewable(Case found) {
    if (found.state() != State.RECORDED) {
      throw Problem.conflict("break-glass.not-on-ledger", "the ledger doesn't have it yet")
          .exception();
    }
    if (found.verdict() != null || found.reviewPending()) {
      throw Problem.conflict("break-glass.reviewed", "it has its verdict").exception();
    }
  }

  private String review(Handle tx, Case found, Verdict verdict, String note, String reviewer) {
    var opId = ids.next();
    var salt = ids.salt();
    var document =
        CanonicalJson.bytes(
            Map.of(
                "accessId",
                found.decisionId(),
                "verdict",
                verdict.name(),
                "note",
                note,
                "reviewer",
                reviewer));
    var access =
        ledger
            .entry(LedgerKeys.access(found.decisionId()), Access.class)
            .orElseThrow(
                () ->
                    Problem.conflict("break-glass.not-on-ledger", "not read from it yet")
                        .exception());
    cases.sealReview(tx, opId, new SaltedDocument(salt, document).joined());
    cases.reviewing(tx, found.decisionId(), opId);
    commands.enqueue(
        tx,
        new LedgerCommand(
            KIND,
            new ReviewAccess(
                opId,
                found.decisionId(),
                access.version(),
                verdict,
                Commitment.to(salt, document).hex()),
            new Opening.Document(salt, document, null),
            List.of(ownOrg, found.grantee()),
            found.decisionId()));
    return opId;
  }

  @Override
  public String kind() {
    return KIND;
  }

  /** The verdict itself is taken from the chain: the Authority may have given it. */
  @Override
  public void accepted(Handle tx, LedgerCommand command, LedgerReceipt receipt) {
    LOG.debugf("review %s is on the ledger", command.opId());
  }

  @Override
  public void refused(Handle tx, LedgerCommand command, Refusal why) {
    var operation = (ReviewAccess) command.operation();
    LOG.warnf("review of %s refused by the ledger: %s", operation.accessId(), why.code());
    cases.reviewing(tx, operation.accessId(), null);
  }

  private static RuntimeException unknown() {
    return Problem.notFound("break-glass.not-found", "no such release here").exception();
  }
}
