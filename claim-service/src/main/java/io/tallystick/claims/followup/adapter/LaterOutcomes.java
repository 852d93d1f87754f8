package io.tallystick.claims.followup.adapter;

import io.tallystick.claims.followup.app.TakeLaterStep;
import io.tallystick.claims.remittance.app.ClaimFile;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.events.Outbox;
import io.tallystick.kit.events.OutgoingEvent;
import io.tallystick.kit.events.content.ClaimAppealed;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerOutcomeHandler;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.kit.problem.Problem;
import io.tallystick.vocabulary.claim.ClaimLifecycle;
import io.tallystick.vocabulary.commitment.SaltedDocument;
import io.tallystick.vocabulary.ledger.ClaimOperation.AppealClaim;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;
import org.jdbi.v3.core.Handle;

/** What follows once the ledger has a step after the decision. */
final class LaterOutcomes {

  /** Who decides gets the appeal; the Authority with the file, which it hasn't seen before. */
  @ApplicationScoped
  static class Appealed implements LedgerOutcomeHandler {

    private final RequestBook requests;
    private final ClaimFile claimFile;
    private final Outbox outbox;
    private final String ownOrg;

    Appealed(RequestBook requests, ClaimFile claimFile, Outbox outbox, TallystickConfig config) {
      this.requests = requests;
      this.claimFile = claimFile;
      this.outbox = outbox;
      this.ownOrg = config.org().id();
    }

    @Override
    public String kind() {
      return TakeLaterStep.APPEAL;
    }

    @Override
    public void accepted(Handle tx, LedgerCommand command, LedgerReceipt receipt) {
      var asked = requests.onLedger(tx, command.opId());
      var decider = decider(command);
      var content = content(tx, command, decider.equals(asked.payer()));
      outbox.add(
          tx,
          new OutgoingEvent(
              "claim.appealed",
              decider,
              OutgoingEvent.CLAIMS,
              asked.claimId(),
              receipt,
              content,
              true));
    }

    /** The other endorser; in which order they are stored says nothing. */
    private String decider(LedgerCommand command) {
      return command.endorsingOrgIds().stream()
          .filter(org -> !org.equals(ownOrg))
          .findFirst()
          .orElseThrow();
    }

    private ClaimAppealed content(Handle tx, LedgerCommand command, boolean toPayer) {
      var operation = (AppealClaim) command.operation();
      var opening = (Opening.Document) command.opening();
      var claim = toPayer ? null : claimFile.submitted(tx, operation.claimId()).orElseThrow();
      var decision = toPayer ? null : claimFile.answered(tx, operation.claimId()).orElseThrow();
      return new ClaimAppealed(
          operation.claimId(),
          toPayer ? ClaimLifecycle.TO_PAYER : ClaimLifecycle.TO_AUTHORITY,
          operation.by().name(),
          opening.document(),
          opening.salt(),
          document(claim),
          salt(claim),
          document(decision),
          salt(decision));
    }

    private static byte[] document(SaltedDocument of) {
      return of == null ? null : of.document();
    }

    private static byte[] salt(SaltedDocument of) {
      return of == null ? null : of.salt();
    }

    @Override
    public void refused(Handle tx, LedgerCommand command, Refusal why) {
      requests.refused(tx, command.opId(), Problem.code(why.code()));
    }
  }

  /** The payer reads these off its own copy of the chain. */
  private abstract static class Noted implements LedgerOutcomeHandler {

    private final String kind;
    private final RequestBook requests;

    Noted(String kind, RequestBook requests) {
      this.kind = kind;
      this.requests = requests;
    }

    @Override
    public String kind() {
      return kind;
    }

    @Override
    public void accepted(Handle tx, LedgerCommand command, LedgerReceipt receipt) {
      requests.onLedger(tx, command.opId());
    }

    @Override
    public void refused(Handle tx, LedgerCommand command, Refusal why) {
      requests.refused(tx, command.opId(), Problem.code(why.code()));
    }
  }

  @Singleton
  static class VoidAsked extends Noted {
    VoidAsked(RequestBook requests) {
      super(TakeLaterStep.REQUEST_VOID, requests);
    }
  }

  @Singleton
  static class PaymentConfirmed extends Noted {
    PaymentConfirmed(RequestBook requests) {
      super(TakeLaterStep.CONFIRM_PAYMENT, requests);
    }
  }

  private LaterOutcomes() {}
}
