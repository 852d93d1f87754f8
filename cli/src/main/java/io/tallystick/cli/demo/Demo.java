package io.tallystick.cli.demo;

import io.tallystick.cli.demo.http.Api;
import io.tallystick.cli.demo.identity.PatientAccounts;
import io.tallystick.cli.demo.identity.Tokens;
import io.tallystick.cli.demo.people.Cast;
import io.tallystick.cli.demo.people.People;
import io.tallystick.cli.demo.people.SimulatedPerson;
import io.tallystick.cli.demo.report.DemoReport;
import io.tallystick.cli.demo.report.Outcomes;
import io.tallystick.cli.demo.report.Tally;
import io.tallystick.cli.demo.show.ClaimTimeline;
import io.tallystick.cli.demo.show.Console;
import io.tallystick.cli.demo.show.LeftToTry;
import io.tallystick.cli.demo.show.Redaction;
import io.tallystick.cli.demo.show.Refusals;
import io.tallystick.cli.demo.show.Refusals.ConsentOf;
import io.tallystick.cli.demo.show.Shown;
import io.tallystick.cli.demo.show.SummaryTable;
import io.tallystick.cli.demo.stage.Consents;
import io.tallystick.cli.demo.stage.OpenLoop;
import io.tallystick.cli.demo.stage.Prepare;
import io.tallystick.cli.demo.stage.Prepare.Prepared;
import io.tallystick.cli.demo.stage.ReviewQueues;
import io.tallystick.cli.demo.stage.SendClaim;
import io.tallystick.cli.demo.stage.SentClaim;
import io.tallystick.cli.demo.synthea.CoveragePeriod;
import io.tallystick.cli.demo.synthea.ImportedClaim;
import io.tallystick.cli.demo.synthea.ImportedPatient;
import io.tallystick.cli.demo.watch.BlockWatch;
import io.tallystick.cli.demo.watch.Trail;
import io.tallystick.devnet.Devnet;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The main job on a running devnet, through public doors only: claims of realistic patients go from
 * submission to settlement, and what must not happen is tried and refused.
 */
final class Demo {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration LOOK_AT_QUEUES = Duration.ofSeconds(2);

  /**
   * @param dataFrom consents let nothing older be seen
   * @param warmUp claims sent first that count in everything but the latencies
   */
  record Settings(double ratePerSecond, int warmUp, LocalDate dataFrom) {}

  /**
   * @param problems why the run counts as failed; empty if it doesn't
   */
  record Outcome(DemoReport report, List<String> problems) {}

  private final Devnet devnet;
  private final BlockWatch watch;
  private final Console console;
  private final Settings settings;
  private final Clock clock;
  private final Town town;
  private final Consents consents;
  private final SendClaim sendClaim;
  private final ReviewQueues queues;

  Demo(
      Devnet devnet,
      BlockWatch watch,
      Console console,
      Settings settings,
      RunNumber number,
      Clock clock) {
    this.devnet = devnet;
    this.watch = watch;
    this.console = console;
    this.settings = settings;
    this.clock = clock;
    var api = new Api();
    var tokens = new Tokens(api, devnet.ports(), devnet.secrets(), clock);
    this.town = new Town(api, tokens, new Addresses(devnet.ports()), clock);
    this.consents = new Consents(town);
    // Claim numbers are unique per hospital for ever, so that each run needs its own.
    this.sendClaim = new SendClaim(town, Integer.toString(number.number()));
    this.queues = new ReviewQueues(town);
  }

  Outcome run(List<ImportedPatient> patients) {
    var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    var cast = Cast.of(patients, today);
    var seen = patients.stream().filter(patient -> !patient.records().isEmpty()).toList();
    var people = new People(devnet.home(), devnet.secrets()).behind(seen, cast.pat(), today);
    var accounts = new PatientAccounts(town.api(), town.tokens(), devnet.ports());
    var prepared =
        new Prepare(town, accounts, consents, console)
            .prepare(patients, people, cast, settings.dataFrom());
    var before = watch.chain().claimIds();
    var later = heldBack(cast);
    var sent = sendClaims(patients, later);
    int warmUp = warmUpOf(sent.size());
    var redaction = Redaction.of(town, people, prepared.registry(), acknowledged(sent));
    var tried = tryWhatMustNotBe(sent, later, person(people, cast.revoking()), prepared, patients);
    settle(sent);
    var inReview = queues.claims();
    var tally = Tally.of(sent, watch.chain(), before, inReview);
    var outcomes = new Outcomes(sent, watch.chain());
    var report = report(patients, outcomes, warmUp, tally, prepared);
    outcomes.wholeWay().ifPresent(new ClaimTimeline(town, console)::print);
    new SummaryTable(console).print(report, redaction);
    new LeftToTry(town, devnet.secrets(), watch.chain(), console)
        .print(sent, people, prepared.registry(), inReview);
    return new Outcome(
        report, new Verdict(tally, tried, redaction, prepared, watch.chain()).problems());
  }

  /** The claim that comes after its patient has taken the consent back. */
  private static ImportedClaim heldBack(Cast cast) {
    return cast.revoking().claims().stream()
        .filter(Cast::isCostly)
        .reduce((a, b) -> b)
        .orElseThrow();
  }

  private List<SentClaim> sendClaims(List<ImportedPatient> patients, ImportedClaim later) {
    var claims =
        patients.stream()
            .flatMap(patient -> patient.claims().stream())
            .filter(claim -> !claim.selfPay() && claim != later)
            .sorted(Comparator.comparing(ImportedClaim::serviced))
            .toList();
    int warmUp = warmUpOf(claims.size());
    var sent = new ArrayList<>(send("warm-up", claims.subList(0, warmUp)));
    sent.addAll(send("claims", claims.subList(warmUp, claims.size())));
    return sent;
  }

  /** At most half, so that a small sample has claims left to measure. */
  private int warmUpOf(int claims) {
    return Math.min(settings.warmUp(), claims / 2);
  }

  /** One stage of claims, at the fixed rate; it ends when each of them is at rest. */
  private List<SentClaim> send(String stage, List<ImportedClaim> claims) {
    return console.stage(
        stage,
        () -> {
          var sent = new OpenLoop(sendClaim, settings.ratePerSecond()).send(claims);
          settle(sent);
          return sent;
        },
        sent ->
            "%d sent at %s a second whether or not earlier ones were done; submit to settle %s"
                .formatted(
                    sent.size(),
                    settings.ratePerSecond(),
                    new Outcomes(sent, watch.chain()).latencies(0, false).inWords()));
  }

  /**
   * Until every acknowledged claim is final or waits for somebody; the tally tells which aren't.
   */
  private void settle(Collection<SentClaim> sent) {
    var until = clock.instant().plus(PATIENCE);
    try {
      while (clock.instant().isBefore(until)) {
        if (watch.await(chain -> moving(sent).isEmpty(), LOOK_AT_QUEUES)) return;
        if (queues.claims().containsAll(moving(sent))) return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Acknowledged claims that the chain shows neither final nor pended. */
  private Set<String> moving(Collection<SentClaim> sent) {
    return acknowledged(sent).stream()
        .filter(id -> watch.chain().claim(id).filter(Trail::atRest).isEmpty())
        .collect(Collectors.toSet());
  }

  private List<Shown> tryWhatMustNotBe(
      List<SentClaim> sent,
      ImportedClaim later,
      SimulatedPerson revoking,
      Prepared prepared,
      List<ImportedPatient> patients) {
    var refusals = new Refusals(consents, sendClaim, watch);
    var consent =
        new ConsentOf(
            revoking,
            later.hospital(),
            prepared.registry().id(revoking.patient(), later.hospital()),
            later.coverage().orElseThrow().insurance().insurer());
    console.title("What was refused, and by what");
    var tried = new ArrayList<Shown>();
    show(tried, refusals.forgedConsent(consent));
    show(tried, refusals.readWithoutConsent(sent));
    show(tried, refusals.readAfterRevocation(consent, later, sent));
    show(tried, refusals.sameBillTwice(sent, insurer -> coverageElsewhere(patients, insurer)));
    show(tried, tamperedBlock(refusals));
    return tried;
  }

  private Shown tamperedBlock(Refusals refusals) {
    return devnet.ledger().isFabric()
        ? refusals.tamperedDelivery()
        : refusals.tamperedBlock(
            devnet.home().data("ledger"), devnet.home().folder().resolve("demo/tampered-copy"));
  }

  private void show(List<Shown> tried, Shown shown) {
    tried.add(shown);
    console.line("  %s %s", shown.refused() ? "refused:" : "NOT REFUSED:", shown.attempt());
    console.line("      by %s: %s", shown.by(), shown.how());
  }

  private DemoReport report(
      List<ImportedPatient> patients,
      Outcomes outcomes,
      int warmUp,
      Tally tally,
      Prepared prepared) {
    var chain = watch.chain();
    var claims = patients.stream().flatMap(patient -> patient.claims().stream());
    return new DemoReport(
        tally,
        (int) claims.filter(ImportedClaim::selfPay).count(),
        outcomes.latencies(warmUp, false),
        outcomes.latencies(warmUp, true),
        warmUp,
        settings.ratePerSecond(),
        chain.blocks(),
        chain.transactions(),
        chain.operations(),
        (int) prepared.recordIds().stream().filter(chain.recordIds()::contains).count(),
        outcomes.accesses(true),
        outcomes.accesses(false));
  }

  private static Set<String> acknowledged(Collection<SentClaim> sent) {
    return sent.stream().flatMap(s -> s.claimId().stream()).collect(Collectors.toSet());
  }

  private static Optional<CoveragePeriod> coverageElsewhere(
      List<ImportedPatient> patients, String insurer) {
    return patients.stream()
        .flatMap(patient -> patient.coverages().stream())
        .filter(coverage -> !coverage.insurance().insurer().equals(insurer))
        .findFirst();
  }

  private static SimulatedPerson person(List<SimulatedPerson> people, ImportedPatient patient) {
    return people.stream().filter(p -> p.patient().equals(patient)).findFirst().orElseThrow();
  }
}
