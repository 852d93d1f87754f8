package io.tallystick.insurer.adjudication.app;

import io.tallystick.insurer.adjudication.app.BilledClaims.Billed;
import io.tallystick.insurer.adjudication.app.CaseFiles.NewCase;
import io.tallystick.insurer.membership.app.FindStanding;
import io.tallystick.insurer.membership.domain.Coverage;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.events.PoisonEvent;
import io.tallystick.kit.events.ReceivedEvent;
import io.tallystick.kit.events.RetryEvent;
import io.tallystick.kit.events.content.ClaimSubmitted;
import io.tallystick.kit.fhir.claim.SubmittedClaim;
import io.tallystick.kit.ledger.LedgerView;
import io.tallystick.kit.problem.ProblemException;
import io.tallystick.kit.sealing.BlindIndex;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Takes in a submitted claim: is it the one on the ledger, whose is it, and what next. */
@ApplicationScoped
public class ReceiveClaim {

  private final TallystickConfig config;
  private final LedgerView ledger;
  private final BilledClaims billedClaims;
  private final FindStanding findStanding;
  private final ReceivedDate receivedDate;
  private final BlindIndex index;
  private final CaseFiles cases;
  private final AdvanceCase advanceCase;

  public ReceiveClaim(
      TallystickConfig config,
      LedgerView ledger,
      BilledClaims billedClaims,
      FindStanding findStanding,
      ReceivedDate receivedDate,
      BlindIndex index,
      CaseFiles cases,
      AdvanceCase advanceCase) {
    this.config = config;
    this.ledger = ledger;
    this.billedClaims = billedClaims;
    this.findStanding = findStanding;
    this.receivedDate = receivedDate;
    this.index = index;
    this.cases = cases;
    this.advanceCase = advanceCase;
  }

  /**
   * @throws PoisonEvent if it isn't what the ledger holds, or nobody could adjudicate it
   */
  public void receive(Handle tx, ReceivedEvent<ClaimSubmitted> event) {
    var content = event.content();
    var entry = committed(event);
    var billed = billed(content);
    var claim = billed.content();
    requireSame(entry, claim);
    var firstDay = ServiceLines.firstDay(claim);
    var birthDate = Optional.ofNullable(claim.patient().birthDate());
    var found = findStanding.find(tx, claim.insurance().memberId(), birthDate, firstDay);
    var opened =
        new NewCase(
            content.claimId(),
            entry.provider(),
            entry.use(),
            1,
            found.coverage().map(Coverage::memberId),
            found.coverage().map(Coverage::plan),
            index.of("services", ServiceLines.fingerprint(billed)),
            ServiceLines.total(claim),
            firstDay,
            receivedDate.of(claim, entry.submittedAt()));
    var file = cases.open(tx, opened);
    if (file.isEmpty()) return;
    billedClaims.keep(tx, content.claimId(), content.salt(), content.document());
    advanceCase.advance(tx, file.get(), billed, AdvanceCase.Trigger.ARRIVED);
  }

  private LedgerEntry.Claim committed(ReceivedEvent<ClaimSubmitted> event) {
    var content = event.content();
    event.requireFact("claim:submit", LedgerKeys.claim(content.claimId()));
    var entry =
        ledger
            .entry(LedgerKeys.claim(content.claimId()), LedgerEntry.Claim.class)
            .orElseThrow(() -> new RetryEvent("the claim isn't in the own copy of the chain yet"));
    boolean ours =
        entry.payer().equals(config.org().id())
            && entry.provider().equals(event.senderOrg())
            && new Commitment(entry.commitment()).opensWith(content.salt(), content.document());
    if (!ours) throw new PoisonEvent("commitment.mismatch");
    return entry;
  }

  /**
   * The ledger took the provider's word for these three; an honest provider read them off the
   * document. To answer either version, even by a denial, would adjudicate what the other doesn't
   * say, so the event is set aside; the provider can cancel the claim, which frees its bill.
   */
  private static void requireSame(LedgerEntry.Claim entry, SubmittedClaim claim) {
    boolean same =
        entry.use().equals(claim.use())
            && entry.payer().equals(claim.payer())
            && entry.provider().equals(claim.provider());
    if (!same) throw new PoisonEvent("claim.differs-from-ledger");
  }

  private Billed billed(ClaimSubmitted content) {
    try {
      return billedClaims
          .read(content.document())
          .orElseThrow(() -> new PoisonEvent("claim.unreadable"));
    } catch (ProblemException notFhir) {
      throw new PoisonEvent(notFhir.problem().code(), notFhir);
    }
  }
}
