package io.tallystick.journeys.browser;

import io.tallystick.cli.demo.people.SimulatedPerson;
import io.tallystick.cli.demo.stage.ReviewQueues;
import io.tallystick.cli.demo.stage.SendClaim;
import io.tallystick.cli.demo.synthea.ImportedClaim;
import io.tallystick.cli.demo.synthea.ImportedPatient;
import io.tallystick.cli.demo.watch.BlockWatch;
import io.tallystick.cli.demo.watch.Trail;
import io.tallystick.journeys.system.Bills;
import io.tallystick.journeys.system.Patients;
import io.tallystick.journeys.system.WholeSystem;
import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What people find in the portal: a claim that waits for pat's consent, one that waits for an
 * adjudicator.
 *
 * @param patientId of pat at that hospital
 * @param reviewer the insurer in whose queue the second one is
 * @param biller the hospital that sent the second one
 */
record WaitingClaims(
    SimulatedPerson pat,
    String hospital,
    String patientId,
    String forConsent,
    String inReview,
    String reviewer,
    String biller) {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int CANDIDATES = 8;

  private record Large(ImportedPatient patient, ImportedClaim claim) {
    String insurer() {
      return claim.coverage().orElseThrow().insurance().insurer();
    }
  }

  /** Sends both; the rest of pat's story is up to the browser. */
  static WaitingClaims sent(WholeSystem system, BlockWatch ledger) throws InterruptedException {
    var patients = new Patients(system);
    var sending = new Sending(system, ledger);
    var patient = patients.cast().pat();
    var bill = Patients.examined(patient).getFirst();
    var patientId = patients.prepare(List.of(patient)).id(patient, bill.hospital());
    var forConsent = sending.send(bill);
    if (sending.state(forConsent) != State.PENDED) {
      throw new AssertionError("claim " + forConsent + " doesn't wait for a consent");
    }
    for (var large : (Iterable<Large>) largest(patients)::iterator) {
      patients.prepare(List.of(large.patient()));
      var id = sending.send(large.claim());
      if (sending.queues.claims().contains(id)) {
        return new WaitingClaims(
            patients.person(patient),
            bill.hospital(),
            patientId,
            forConsent,
            id,
            large.insurer(),
            large.claim().hospital());
      }
    }
    throw new AssertionError("no claim is too dear for the plans to decide");
  }

  private static Stream<Large> largest(Patients patients) {
    return patients.all().stream()
        .filter(p -> patients.cast().consents(p) && !p.equals(patients.cast().revoking()))
        .flatMap(p -> p.claims().stream().filter(c -> !c.selfPay()).map(c -> new Large(p, c)))
        .sorted(Comparator.comparing((Large large) -> large.claim().total()).reversed())
        .limit(CANDIDATES);
  }

  /** Sends bills of their own, and waits for each until somebody has it. */
  private static final class Sending {
    private final BlockWatch ledger;
    private final SendClaim sendClaim;
    private final ReviewQueues queues;
    private final long cents;

    Sending(WholeSystem system, BlockWatch ledger) {
      var now = system.town().clock().instant().getEpochSecond();
      this.ledger = ledger;
      this.sendClaim = new SendClaim(system.town(), "web-" + Long.toString(now, 36));
      this.queues = new ReviewQueues(system.town());
      this.cents = 1 + now % 10_000; // a devnet that is kept knows earlier bills
    }

    String send(ImportedClaim claim) throws InterruptedException {
      var id = sendClaim.send(Bills.dearer(claim, cents), 0).claimId().orElseThrow();
      var until = System.nanoTime() + PATIENCE.toNanos();
      while (System.nanoTime() < until) {
        if (ledger.await(c -> c.claim(id).filter(Trail::atRest).isPresent(), LOOK)) return id;
        if (queues.claims().contains(id)) return id;
      }
      throw new AssertionError("claim " + id + " is neither final nor waiting for anybody");
    }

    State state(String id) {
      return ledger.chain().claim(id).orElseThrow().state();
    }
  }
}
