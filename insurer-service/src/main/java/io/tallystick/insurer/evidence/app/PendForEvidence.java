package io.tallystick.insurer.evidence.app;

import io.tallystick.insurer.adjudication.app.CaseFiles;
import io.tallystick.insurer.adjudication.app.HoldCase;
import io.tallystick.insurer.adjudication.domain.CaseFile;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.events.Outbox;
import io.tallystick.kit.events.OutgoingEvent;
import io.tallystick.kit.events.content.ClaimPended;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.kit.ledger.LedgerOutcomeHandler;
import io.tallystick.kit.ledger.LedgerReceipt;
import io.tallystick.vocabulary.ledger.LedgerOperation.PendClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.PendReason;
import io.tallystick.vocabulary.ledger.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/** Pends a claim on the ledger with a public deadline, and tells the provider once it is final. */
@ApplicationScoped
public class PendForEvidence implements LedgerOutcomeHandler {

  private static final Logger LOG = Logger.getLogger(PendForEvidence.class);
  private static final String KIND = "insurer.pend";

  private final TallystickConfig config;
  private final EvidencePolicy policy;
  private final CaseFiles cases;
  private final LedgerCommands commands;
  private final Outbox outbox;
  private final HoldCase holdCase;
  private final Ids ids;
  private final Clock clock;

  public PendForEvidence(
      TallystickConfig config,
      EvidencePolicy policy,
      CaseFiles cases,
      LedgerCommands commands,
      Outbox outbox,
      HoldCase holdCase,
      Ids ids,
      Clock clock) {
    this.config = config;
    this.policy = policy;
    this.cases = cases;
    this.commands = commands;
    this.outbox = outbox;
    this.holdCase = holdCase;
    this.ids = ids;
    this.clock = clock;
  }

  public void pend(Handle tx, CaseFile file, PendReason reason) {
    var deadline = clock.instant().plus(policy.deadline());
    var operation = new PendClaim(ids.next(), file.claimId(), file.version(), reason, deadline);
    commands.enqueue(
        tx,
        new LedgerCommand(
            KIND, operation, null, List.of(file.provider(), config.org().id()), file.claimId()));
    cases.pending(tx, file, operation.opId(), reason, deadline);
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void accepted(Handle tx, LedgerCommand command, LedgerReceipt receipt) {
    var operation = (PendClaim) command.operation();
    var file = cases.lock(tx, operation.claimId()).orElseThrow();
    cases.pended(tx, file, receipt.accepted().version(), operation.deadline());
    var content =
        new ClaimPended(
            file.claimId(),
            operation.reason().name(),
            operation.deadline(),
            sentence(operation.reason()));
    outbox.add(
        tx,
        new OutgoingEvent(
            "claim.pended",
            file.provider(),
            OutgoingEvent.CLAIMS,
            file.claimId(),
            receipt,
            content,
            true));
  }

  @Override
  public void refused(Handle tx, LedgerCommand command, Refusal why) {
    var operation = (PendClaim) command.operation();
    LOG.infof("claim %s: pend refused, %s", operation.claimId(), why.code());
    holdCase.hold(tx, operation.claimId());
  }

  private static String sentence(PendReason reason) {
    return switch (reason) {
      case CONSENT_AWAITED -> "The patient's consent to release the evidence is awaited.";
      case EVIDENCE_INCOMPLETE -> "What was released doesn't hold the evidence the plan asks for.";
      case REVIEW -> "The claim is under review.";
    };
  }
}
