package io.tallystick.gateway.release.app;

import io.tallystick.gateway.patients.app.MatchPatient;
import io.tallystick.gateway.patients.domain.Demographics;
import io.tallystick.gateway.patients.domain.PatientIdentifier;
import io.tallystick.gateway.records.app.Records;
import io.tallystick.gateway.release.domain.Evidence;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.events.EventHandler;
import io.tallystick.kit.events.PoisonEvent;
import io.tallystick.kit.events.ReceivedEvent;
import io.tallystick.kit.events.RetryEvent;
import io.tallystick.kit.events.content.EvidenceRequested;
import io.tallystick.kit.ledger.LedgerView;
import io.tallystick.kit.requester.HearWhoAsks;
import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/** A payer asks for evidence: finds whom and which records it means, and decides. */
@ApplicationScoped
public class ReceiveEvidenceRequest implements EventHandler<EvidenceRequested> {

  private static final Pattern RESOURCE_TYPE = Pattern.compile("[A-Z][A-Za-z]{1,60}");
  private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

  /** A code, since it gets onto the ledger in this institution's name. */
  private static final Pattern PURPOSE = Pattern.compile("[A-Z][A-Z0-9]{1,31}");

  private static final int MOST_ENCOUNTERS = 1000;

  /** Nothing is left to decide with evidence. */
  private static final Set<State> CLOSED =
      EnumSet.of(State.ADJUDICATED, State.SETTLED, State.CANCELLED, State.REVERSED);

  private final MatchPatient matchPatient;
  private final Records records;
  private final EvidenceRequests evidence;
  private final DecideEvidence decideEvidence;
  private final HearWhoAsks hearWhoAsks;
  private final LedgerView ledger;
  private final Clock clock;
  private final String ownOrg;

  public ReceiveEvidenceRequest(
      MatchPatient matchPatient,
      Records records,
      EvidenceRequests evidence,
      DecideEvidence decideEvidence,
      HearWhoAsks hearWhoAsks,
      LedgerView ledger,
      Clock clock,
      TallystickConfig config) {
    this.matchPatient = matchPatient;
    this.records = records;
    this.evidence = evidence;
    this.decideEvidence = decideEvidence;
    this.hearWhoAsks = hearWhoAsks;
    this.ledger = ledger;
    this.clock = clock;
    this.ownOrg = config.org().id();
  }

  @Override
  public String type() {
    return "evidence.requested";
  }

  @Override
  public Class<EvidenceRequested> content() {
    return EvidenceRequested.class;
  }

  @Override
  public void handle(Handle tx, ReceivedEvent<EvidenceRequested> event) {
    var asked = event.content();
    requireComplete(asked);
    requireTheirWord(asked, event.senderOrg());
    requireOwnOpenClaim(asked.claimId(), event.senderOrg());
    var patientId = patient(tx, asked.patient());
    var found =
        new Evidence(
            event.senderOrg(),
            asked.requestId(),
            asked.claimId(),
            asked.purpose(),
            asked.classes(),
            patientId.orElse(null),
            patientId.map(id -> recordIds(tx, id, asked.encounters())).orElse(List.of()),
            asked.deadline(),
            0,
            asked.asker());
    if (evidence.add(tx, found, clock.instant())) decideEvidence.decide(tx, found);
  }

  private static void requireComplete(EvidenceRequested asked) {
    boolean complete =
        matches(ID, asked.requestId())
            && matches(ID, asked.claimId())
            && matches(PURPOSE, asked.purpose())
            && asked.patient() != null
            && asked.encounters() != null
            && asked.encounters().size() <= MOST_ENCOUNTERS
            && asked.encounters().stream().noneMatch(Objects::isNull)
            && asked.classes() != null
            && !asked.classes().isEmpty()
            && asked.classes().stream().allMatch(c -> matches(RESOURCE_TYPE, c));
    if (!complete) throw new PoisonEvent("evidence.incomplete");
  }

  /** Decided by a word that isn't the payer's, every permit would be refused by the ledger. */
  private void requireTheirWord(EvidenceRequested asked, String sender) {
    var said = asked.asker();
    if (said == null) return;
    if (!hearWhoAsks.isTheirs(said, asked.requestId(), sender, asked.purpose())) {
      throw new PoisonEvent("asker.not-theirs");
    }
  }

  private static boolean matches(Pattern shape, String value) {
    return value != null && shape.matcher(value).matches();
  }

  /**
   * Only the payer of a claim of this institution may ask, and only while the claim is open. A
   * claim that the own copy of the chain doesn't hold yet is for the contract to judge.
   */
  private void requireOwnOpenClaim(String claimId, String sender) {
    ledger
        .entry(LedgerKeys.claim(claimId), LedgerEntry.Claim.class)
        .ifPresent(
            claim -> {
              boolean theirs = claim.payer().equals(sender) && claim.provider().equals(ownOrg);
              if (!theirs) throw new PoisonEvent("claim.of-others");
              if (CLOSED.contains(claim.state())) throw new PoisonEvent("claim.closed");
            });
  }

  private Optional<String> patient(Handle tx, EvidenceRequested.Patient patient) {
    var given =
        Optional.ofNullable(patient.identifiers()).orElse(List.of()).stream()
            .filter(i -> i != null && i.system() != null && i.value() != null)
            .map(i -> new PatientIdentifier(i.system(), i.value()))
            .toList();
    var demographics = new Demographics(patient.family(), patient.given(), patient.birthDate());
    return matchPatient.match(tx, given, demographics);
  }

  private List<String> recordIds(Handle tx, String patientId, List<String> encounters) {
    var rows =
        encounters.stream()
            .distinct()
            .flatMap(encounter -> records.byEncounter(tx, encounter).stream())
            .filter(row -> row.patientId().equals(patientId))
            .filter(row -> row.state() != Records.State.ERASED)
            .toList();
    if (rows.stream().anyMatch(row -> row.state() == Records.State.PENDING)) {
      throw new RetryEvent("the record's root is not on the ledger yet");
    }
    return rows.stream().map(Records.Row::recordId).distinct().toList();
  }
}
