package io.tallystick.gateway.exchange.app;

import io.tallystick.gateway.common.LedgerAnswers;
import io.tallystick.gateway.exchange.domain.Reuse;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import io.tallystick.kit.problem.ProblemException;
import io.tallystick.kit.release.ReleasePackage;
import io.tallystick.vocabulary.commitment.SaltedDocument;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.AccessOperation;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.ReleasedLeaf;
import io.tallystick.vocabulary.ledger.ReuseStatement;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** A clinician used a received result instead of repeating the test: that goes on the ledger. */
@ApplicationScoped
public class RecordReuse {

  /** Kind of the ledger command. */
  static final String KIND = "exchange.reuse";

  private final Transactions transactions;
  private final Received received;
  private final LedgerCommands ledger;
  private final LedgerAnswers answers;
  private final Ids ids;
  private final String ownOrg;

  public RecordReuse(
      Transactions transactions,
      Received received,
      LedgerCommands ledger,
      LedgerAnswers answers,
      Ids ids,
      TallystickConfig config) {
    this.transactions = transactions;
    this.received = received;
    this.ledger = ledger;
    this.answers = answers;
    this.ids = ids;
    this.ownOrg = config.org().id();
  }

  /**
   * @param leaf the result's place among its record's leaves
   * @return as it stands once the ledger has answered, or the wait is over
   * @throws ProblemException 404 {@code result.not-found}; 409 {@code reuse.recorded}, or the
   *     ledger's code
   */
  public Reuse record(String accessId, String recordId, int leaf, String clinician) {
    var reuse = transactions.inTransaction(tx -> enqueue(tx, accessId, recordId, leaf, clinician));
    answers.await(reuse.opId());
    return transactions.inTransaction(tx -> received.reuse(tx, reuse.reuseId()).orElseThrow());
  }

  private Reuse enqueue(Handle tx, String accessId, String recordId, int leaf, String clinician) {
    if (!received.askedFor(tx, accessId, clinician)) throw notFound();
    var given = received.open(tx, accessId).orElseThrow(RecordReuse::notFound);
    var statement = new ReuseStatement(accessId, leafOf(given, recordId, leaf));
    var opening = new SaltedDocument(ids.salt(), CanonicalJson.bytes(statement));
    var reuse =
        new Reuse(
            ids.next(),
            accessId,
            recordId,
            leaf,
            ids.next(),
            clinician,
            Reuse.State.PENDING,
            null,
            null,
            null);
    if (!received.addReuse(tx, reuse, opening.joined())) {
      throw Problem.conflict("reuse.recorded", "this result's reuse is recorded").exception();
    }
    var operation =
        new AccessOperation.RecordReuse(
            reuse.opId(), reuse.reuseId(), accessId, opening.commitment().hex());
    var endorsers = List.of(ownOrg, given.custodian());
    ledger.enqueue(
        tx,
        new LedgerCommand(
            KIND, operation, opening(opening, statement, given), endorsers, reuse.reuseId()));
    return reuse;
  }

  private static Opening.Reuse opening(
      SaltedDocument said, ReuseStatement statement, ReleasePackage given) {
    return new Opening.Reuse(said.salt(), statement, given.releaseSalt(), given.released());
  }

  private static ReleasedLeaf leafOf(ReleasePackage given, String recordId, int leaf) {
    return given.released().stream()
        .filter(l -> l.recordId().equals(recordId) && l.index() == leaf)
        .findFirst()
        .orElseThrow(RecordReuse::notFound);
  }

  private static ProblemException notFound() {
    return Problem.notFound("result.not-found", "no such result was received").exception();
  }
}
