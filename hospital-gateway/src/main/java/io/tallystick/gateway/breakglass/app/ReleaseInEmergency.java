package io.tallystick.gateway.breakglass.app;

import io.tallystick.gateway.breakglass.app.BreakGlassCases.Made;
import io.tallystick.gateway.breakglass.domain.EmergencyRelease;
import io.tallystick.gateway.breakglass.domain.EmergencyRequest;
import io.tallystick.gateway.notices.app.PatientNotices;
import io.tallystick.gateway.patients.app.MatchPatient;
import io.tallystick.gateway.patients.domain.Demographics;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.LedgerCommand;
import io.tallystick.kit.ledger.LedgerCommands;
import io.tallystick.kit.ledger.Orgs;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.problem.Problem;
import io.tallystick.kit.release.ReleasePackage;
import io.tallystick.kit.sealing.Envelopes;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.AccessOperation.ReportBreakGlass;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.org.Org;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * A custodian releases without consent, at once and without waiting for the ledger: whoever can't
 * breathe can't wait for a block. The patient is told in the same transaction; the ledger is told
 * as soon as it answers.
 */
@ApplicationScoped
public class ReleaseInEmergency {

  private static final Logger LOG = Logger.getLogger(ReleaseInEmergency.class);
  static final String KIND = "access.break-glass";
  private static final Duration AN_HOUR = Duration.ofHours(1);

  /** As the contract reckons it: BreakGlassRules.REVIEW. */
  private static final Duration REVIEW = Duration.ofDays(14);

  private final Transactions transactions;
  private final BreakGlassCases cases;
  private final EmergencyRecords records;
  private final MatchPatient matchPatient;
  private final PatientNotices notices;
  private final LedgerCommands ledger;
  private final Envelopes envelopes;
  private final Orgs orgs;
  private final Ids ids;
  private final Clock clock;
  private final BreakGlassPolicy policy;
  private final String custodian;

  public ReleaseInEmergency(
      Transactions transactions,
      BreakGlassCases cases,
      EmergencyRecords records,
      MatchPatient matchPatient,
      PatientNotices notices,
      LedgerCommands ledger,
      Envelopes envelopes,
      Orgs orgs,
      Ids ids,
      Clock clock,
      BreakGlassPolicy policy,
      TallystickConfig config) {
    this.transactions = transactions;
    this.cases = cases;
    this.records = records;
    this.matchPatient = matchPatient;
    this.notices = notices;
    this.ledger = ledger;
    this.envelopes = envelopes;
    this.orgs = orgs;
    this.ids = ids;
    this.clock = clock;
    this.policy = policy;
    this.custodian = config.org().id();
  }

  /**
   * @throws io.tallystick.kit.problem.ProblemException 400 {@code break-glass.incomplete}; 403
   *     {@code role.missing} for anybody but a hospital; 404 {@code record.none}, also for a
   *     patient who isn't known; 410 {@code release.expired} for a repetition that comes late; 429
   *     {@code break-glass.too-many}
   */
  public EmergencyRelease release(String grantee, EmergencyRequest asked) {
    asked
        .fault()
        .ifPresent(
            element -> {
              throw Problem.badRequest("break-glass.incomplete", "what is wrong is: " + element)
                  .exception();
            });
    if (orgs.byId(grantee).filter(org -> org.role() == Org.Role.HOSPITAL).isEmpty()) {
      throw Problem.forbidden("role.missing", "break-glass serves treatment at a hospital")
          .exception();
    }
    return transactions.inTransaction(
        tx ->
            cases
                .answered(tx, grantee, asked.requestId())
                .map(ReleaseInEmergency::again)
                .orElseGet(() -> release(tx, grantee, asked)));
  }

  private static EmergencyRelease again(EmergencyRelease before) {
    if (before.sealed() == null) {
      throw Problem.gone("release.expired", "this request was answered a while ago").exception();
    }
    return before;
  }

  private EmergencyRelease release(Handle tx, String grantee, EmergencyRequest asked) {
    if (cases.since(tx, grantee, clock.instant().minus(AN_HOUR)) >= policy.perHour()) {
      throw Problem.of(429, "break-glass.too-many", "more than " + policy.perHour() + " an hour")
          .exception();
    }
    var patientId = patient(tx, asked.patient());
    var found =
        patientId
            .map(id -> records.of(tx, id, asked.classes(), policy.records()))
            .filter(records -> !records.leaves().isEmpty())
            .orElseThrow(() -> nothing(grantee));
    return release(tx, grantee, asked, patientId.get(), found);
  }

  /**
   * The same for a stranger and for a patient without such records: nobody is told of an answer
   * that releases nothing, so it must not tell who is a patient here.
   */
  private static RuntimeException nothing(String grantee) {
    LOG.infof("break-glass by %s found nothing", grantee);
    return Problem.notFound("record.none", "no such records of such a patient here").exception();
  }

  private EmergencyRelease release(
      Handle tx,
      String grantee,
      EmergencyRequest asked,
      String patientId,
      EmergencyRecords.Found found) {
    var released =
        new ReleasePackage(
            ids.next(), custodian, grantee, asked.purpose(), null, 0, ids.salt(), found.leaves());
    var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var answer =
        new EmergencyRelease(
            released.decisionId(),
            at,
            at.plus(REVIEW),
            found.older(),
            envelopes.seal(grantee, CanonicalJson.bytes(released)));
    var made =
        new Made(
            asked,
            grantee,
            patientId,
            found.recordIds(),
            released.leaves().size(),
            answer,
            ids.next());
    cases.add(tx, made);
    notices.add(tx, patientId, PatientNotices.Kind.BREAK_GLASS, released.decisionId(), grantee);
    report(tx, made, released);
    return answer;
  }

  private Optional<String> patient(Handle tx, EmergencyRequest.Wanted wanted) {
    var demographics = new Demographics(wanted.family(), wanted.given(), wanted.birthDate());
    return matchPatient.match(tx, wanted.identifiers(), demographics);
  }

  private void report(Handle tx, Made made, ReleasePackage released) {
    var commitment =
        Commitment.to(released.releaseSalt(), CanonicalJson.bytes(released.released()));
    ledger.enqueue(
        tx,
        new LedgerCommand(
            KIND,
            new ReportBreakGlass(
                made.opId(),
                released.decisionId(),
                made.grantee(),
                released.purpose(),
                commitment.hex(),
                made.release().releasedAt()),
            new Opening.Release(
                null, null, released.releaseSalt(), released.released(), released.proofs()),
            List.of(custodian, made.grantee()),
            released.decisionId()));
  }
}
