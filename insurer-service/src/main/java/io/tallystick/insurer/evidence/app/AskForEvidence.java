package io.tallystick.insurer.evidence.app;

import io.tallystick.insurer.adjudication.app.CaseFiles;
import io.tallystick.insurer.adjudication.domain.CaseFile;
import io.tallystick.insurer.membership.app.Members;
import io.tallystick.insurer.membership.domain.Beneficiary;
import io.tallystick.kit.events.Outbox;
import io.tallystick.kit.events.OutgoingEvent;
import io.tallystick.kit.events.content.EvidenceRequested;
import io.tallystick.kit.fhir.claim.SubmittedClaim;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.requester.Askers;
import io.tallystick.kit.requester.SayWhoAsks;
import io.tallystick.vocabulary.consent.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Asks the provider, who holds the record, for the resource types that the plan needs to see. */
@ApplicationScoped
public class AskForEvidence {

  /** HL7 v3 ActReason: healthcare payment. */
  public static final String PURPOSE = "HPAYMT";

  /** The role whose people decide on claims. */
  private static final String DESK = "adjudicator";

  private final EvidencePolicy policy;
  private final Members members;
  private final CaseFiles cases;
  private final Outbox outbox;
  private final SayWhoAsks sayWhoAsks;
  private final Ids ids;
  private final Clock clock;

  public AskForEvidence(
      EvidencePolicy policy,
      Members members,
      CaseFiles cases,
      Outbox outbox,
      SayWhoAsks sayWhoAsks,
      Ids ids,
      Clock clock) {
    this.policy = policy;
    this.members = members;
    this.cases = cases;
    this.outbox = outbox;
    this.sayWhoAsks = sayWhoAsks;
    this.ids = ids;
    this.clock = clock;
  }

  /** For the desk, as the plan wants it: whoever is adjudicator here will see it. */
  public void ask(Handle tx, CaseFile file, SubmittedClaim claim, Set<String> types) {
    ask(tx, file, claim, types, List.of(Askers.role(DESK)));
  }

  /**
   * @param askers for whom the institution asks, people or roles; its signed word goes along
   */
  public void ask(
      Handle tx, CaseFile file, SubmittedClaim claim, Set<String> types, List<Actor> askers) {
    var requestId = ids.next();
    var deadline = clock.instant().plus(policy.deadline());
    var request =
        new EvidenceRequested(
            requestId,
            file.claimId(),
            PURPOSE,
            encounters(claim),
            patient(tx, file, claim),
            types.stream().sorted().toList(),
            deadline,
            sayWhoAsks.say(requestId, file.provider(), PURPOSE, askers, deadline));
    outbox.add(
        tx,
        new OutgoingEvent(
            "evidence.requested",
            file.provider(),
            OutgoingEvent.RECORDS,
            file.claimId(),
            null,
            request,
            true));
    cases.asked(tx, file, requestId, types, deadline);
  }

  private static List<String> encounters(SubmittedClaim claim) {
    return claim.lines().stream()
        .flatMap(line -> line.encounters().stream())
        .map(SubmittedClaim.Identifier::value)
        .distinct()
        .toList();
  }

  /** The provider's own identifiers, with the demographics as this payer enrolled them. */
  private EvidenceRequested.Patient patient(Handle tx, CaseFile file, SubmittedClaim claim) {
    var billed = claim.patient();
    var known =
        file.memberId()
            .map(member -> members.beneficiary(tx, member))
            .orElseGet(() -> new Beneficiary(billed.family(), billed.given(), billed.birthDate()));
    return new EvidenceRequested.Patient(
        billed.identifiers().stream()
            .map(id -> new EvidenceRequested.Identifier(id.system(), id.value()))
            .toList(),
        known.family(),
        known.given(),
        known.birthDate());
  }
}
