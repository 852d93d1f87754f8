package io.tallystick.gateway.consents.app;

import io.tallystick.gateway.consents.app.SubmitConsentChange.Submission;
import io.tallystick.gateway.consents.domain.Head;
import io.tallystick.gateway.consents.domain.Scan;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import io.tallystick.kit.problem.ProblemException;
import io.tallystick.kit.sealing.SigningKey;
import io.tallystick.vocabulary.commitment.SaltedDocument;
import io.tallystick.vocabulary.ledger.LedgerOperation.RevokeConsent;
import io.tallystick.vocabulary.ledger.Opening;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** A clerk records that a patient revoked on paper: whatever was given, by key or on paper. */
@ApplicationScoped
public class RevokeOnPaper {

  private final Transactions transactions;
  private final ConsentHeads heads;
  private final PaperForms forms;
  private final LedgerCommands ledger;
  private final SigningKey signingKey;
  private final Ids ids;
  private final Clock clock;
  private final TallystickConfig config;

  public RevokeOnPaper(
      Transactions transactions,
      ConsentHeads heads,
      PaperForms forms,
      LedgerCommands ledger,
      SigningKey signingKey,
      Ids ids,
      Clock clock,
      TallystickConfig config) {
    this.transactions = transactions;
    this.heads = heads;
    this.forms = forms;
    this.ledger = ledger;
    this.signingKey = signingKey;
    this.ids = ids;
    this.clock = clock;
    this.config = config;
  }

  /**
   * @throws ProblemException 404 {@code consent.not-found}; 409 {@code consent.revoked}
   */
  public Submission revoke(String headId, LocalDate signedOn, Scan scan, String clerk) {
    return transactions.inTransaction(
        tx -> {
          var head =
              heads
                  .byId(tx, headId)
                  .orElseThrow(
                      () -> Problem.notFound("consent.not-found", "no such consent").exception());
          if (head.revoked()) {
            throw Problem.conflict("consent.revoked", "revoked already").exception();
          }
          return revoke(tx, head, signedOn, scan, clerk);
        });
  }

  private Submission revoke(Handle tx, Head head, LocalDate signedOn, Scan scan, String clerk) {
    var change =
        head.revocation(config.ledger().channel(), config.org().id(), DraftConsent.nonce(ids));
    var opId = ids.next();
    var salted = new SaltedDocument(ids.salt(), scan.content());
    var form =
        new PaperForms.Form(
            opId,
            head.headId(),
            change.version(),
            head.patientId(),
            true,
            scan.mediaType(),
            signedOn,
            clerk,
            clock.instant());
    forms.add(tx, form, salted);
    ledger.enqueue(
        tx,
        new LedgerCommand(
            SubmitConsentChange.REVOKE,
            new RevokeConsent(opId, head.headId(), change.version(), salted.commitment().hex()),
            new Opening.Revocation(null, null, change, signingKey.sign(change.message())),
            List.of(),
            head.headId()));
    return new Submission(opId, head.headId(), change.version());
  }
}
