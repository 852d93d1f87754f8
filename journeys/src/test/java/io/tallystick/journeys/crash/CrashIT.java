package io.tallystick.journeys.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.cli.demo.report.Tally;
import io.tallystick.cli.demo.stage.ReviewQueues;
import io.tallystick.cli.demo.stage.SentClaim;
import io.tallystick.cli.demo.synthea.ImportedClaim;
import io.tallystick.cli.demo.synthea.ImportedPatient;
import io.tallystick.cli.demo.watch.Chain;
import io.tallystick.cli.demo.watch.Trail;
import io.tallystick.devnet.supervisor.PartStatus;
import io.tallystick.journeys.crash.ClaimStream.Sending;
import io.tallystick.journeys.system.NeedsWholeSystem;
import io.tallystick.journeys.system.Patients;
import io.tallystick.journeys.system.WholeSystem;
import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every process is killed with SIGKILL once, at a random moment with claims in flight. Claims that
 * were acknowledged over HTTP must be on the ledger, each once. Repeat a run's order and pauses
 * with {@code -Dtallystick.crash.seed=…}.
 */
@NeedsWholeSystem
@Order(50)
class CrashIT {

  private static final double PER_SECOND = 4;

  /** So many before a part is killed, that one is still under way when the signal arrives. */
  private static final int IN_FLIGHT = 2;

  private static final int LONGEST_PAUSE_MILLIS = 1_500;
  private static final Duration COMES_BACK = Duration.ofMinutes(2);
  private static final Duration COMES_TO_REST = Duration.ofMinutes(3);
  private static final Duration LOOK_AT_QUEUES = Duration.ofSeconds(2);

  private record Kill(String part, Instant at) {}

  private final WholeSystem system;
  private final long seed = Long.getLong("tallystick.crash.seed", System.currentTimeMillis());
  private final Random random = new Random(seed);

  CrashIT(WholeSystem system) {
    this.system = system;
  }

  @Test
  @Timeout(value = 12, unit = TimeUnit.MINUTES)
  void acknowledged_claims_are_neither_lost_nor_doubled() throws Exception {
    var claims = claims();
    var order = new ArrayList<>(system.devnet().parts());
    Collections.shuffle(order, random);
    System.out.println("crash seed " + seed + ", order " + String.join(", ", order));
    try (var follower = new ChainFollower(system);
        var stream = new ClaimStream(system.town(), claims, "crash-" + Long.toString(seed, 36))) {
      var before = onChain(follower);
      stream.start(PER_SECOND);
      var kills = new ArrayList<Kill>();
      for (var part : order) kills.add(killed(part, stream, follower));
      stream.finish();
      var sent = answers(stream);
      var inReview = comesToRest(sent, follower);
      check(Tally.of(sent, follower.chain(), before, inReview), stream);
      assertThat(billsLockedTwice(sent, follower.chain())).as("bills locked twice").isEmpty();
      // Each kill saw claims in flight when it struck (asserted there). That one of them came to
      // rest
      // by a step proposed afterwards is the stricter proof; a claim may just have been proposed.
      var chain = follower.chain();
      assertThat(kills.stream().filter(kill -> inFlight(kill, stream, chain) > 0))
          .as("kills that a claim had to live through, of %d", kills.size())
          .hasSizeGreaterThanOrEqualTo(kills.size() * 2 / 3);
    }
  }

  private Kill killed(String part, ClaimStream stream, ChainFollower follower) throws Exception {
    TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_PAUSE_MILLIS));
    assertThat(follower.await(c -> follower.inFlight(stream.sent()) >= IN_FLIGHT, COMES_BACK))
        .as("claims in flight before %s is killed", part)
        .isTrue();
    int restarts = status(part).restarts();
    var at = Instant.now();
    system.devnet().kill(part);
    comesBack(part, restarts);
    System.out.printf(
        "killed %s, back after %.1f s, %d claims sent so far%n",
        part, Duration.between(at, Instant.now()).toMillis() / 1e3, stream.sent().size());
    return new Kill(part, at);
  }

  private void comesBack(String part, int restarts) throws InterruptedException {
    var until = Instant.now().plus(COMES_BACK);
    while (status(part).restarts() == restarts || !status(part).isReady()) {
      assertThat(Instant.now()).as("%s is back in time: %s", part, status(part)).isBefore(until);
      TimeUnit.MILLISECONDS.sleep(50);
    }
    system.awaitReady(COMES_BACK);
  }

  private PartStatus status(String part) {
    return system.devnet().status().stream()
        .filter(status -> status.name().equals(part))
        .findFirst()
        .orElseThrow();
  }

  /** Final, pended, or in a payer's review queue; returns what is in the queues. */
  private Set<String> comesToRest(List<SentClaim> sent, ChainFollower follower)
      throws InterruptedException {
    follower.readAnew();
    var queues = new ReviewQueues(system.town());
    var until = Instant.now().plus(COMES_TO_REST);
    while (Instant.now().isBefore(until)) {
      if (follower.await(c -> moving(sent, c).isEmpty(), LOOK_AT_QUEUES)) break;
      if (queues.claims().containsAll(moving(sent, follower.chain()))) break;
    }
    return queues.claims();
  }

  private static Set<String> moving(List<SentClaim> sent, Chain chain) {
    return sent.stream()
        .flatMap(s -> s.claimId().stream())
        .filter(id -> chain.claim(id).filter(Trail::atRest).isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private void check(Tally tally, ClaimStream stream) {
    System.out.printf(
        "crash seed %d: %d acknowledged, %d settled, %d denied, %d pended, %d lost, %d doubled%n",
        seed,
        tally.submitted(),
        tally.settled(),
        tally.denied(),
        tally.pended(),
        tally.lost().size(),
        tally.doubled().size());
    assertThat(stream.problems()).as("never acknowledged").isEmpty();
    assertThat(tally.lost()).as("lost").isEmpty();
    assertThat(tally.doubled()).as("doubled").isEmpty();
    assertThat(tally.stuck()).as("neither final nor waiting for anybody").isEmpty();
    assertThat(tally.settled()).as("settled").isPositive();
  }

  /** Begun before the kill; the step that brought them to rest was proposed after it. */
  private static long inFlight(Kill kill, ClaimStream stream, Chain chain) {
    return stream.sent().stream()
        .filter(s -> s.begun().isBefore(kill.at()))
        .filter(s -> restedAt(s, chain).isAfter(kill.at()))
        .count();
  }

  private static Instant restedAt(Sending sending, Chain chain) {
    var id = sending.answer().flatMap(SentClaim::claimId).orElseThrow();
    return chain.claim(id).orElseThrow().last().entry().at();
  }

  /** Bills that more than one claim of this run locked, those that freed them aside. */
  private static List<String> billsLockedTwice(List<SentClaim> sent, Chain chain) {
    return sent.stream()
        .flatMap(s -> s.claimId().stream())
        .map(id -> chain.claim(id).orElseThrow().last().entry())
        .filter(c -> c.state() != State.CANCELLED)
        .filter(c -> c.outcome() != AdjudicationOutcome.NOT_COVERED)
        .collect(Collectors.groupingBy(c -> c.billHash(), Collectors.counting()))
        .entrySet()
        .stream()
        .filter(bill -> bill.getValue() > 1)
        .map(bill -> bill.getKey())
        .toList();
  }

  private static List<SentClaim> answers(ClaimStream stream) {
    return stream.sent().stream().flatMap(s -> s.answer().stream()).toList();
  }

  /** Waits for the last block there is, so that no earlier claim counts as this test's. */
  private static Set<String> onChain(ChainFollower follower) throws InterruptedException {
    follower.await(c -> c.blocks() > 0, COMES_BACK);
    var known = -1;
    while (known != follower.chain().claimIds().size()) {
      known = follower.chain().claimIds().size();
      TimeUnit.SECONDS.sleep(1);
    }
    return follower.chain().claimIds();
  }

  /** Of both hospitals, towards both insurers, some needing a release and some not. */
  private List<ImportedClaim> claims() {
    var patients = new Patients(system);
    var chosen = patients.agreeing().filter(p -> !Patients.costly(p).isEmpty()).limit(8).toList();
    patients.prepare(chosen);
    var claims =
        chosen.stream().flatMap(CrashIT::billed).collect(Collectors.toCollection(ArrayList::new));
    Collections.shuffle(claims, random);
    assertThat(claims.stream().map(ImportedClaim::hospital).distinct()).hasSize(2);
    return claims;
  }

  private static Stream<ImportedClaim> billed(ImportedPatient patient) {
    return patient.claims().stream().filter(claim -> !claim.selfPay());
  }
}
