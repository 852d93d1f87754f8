package io.tallystick.journeys.crash;

import io.tallystick.cli.demo.Town;
import io.tallystick.cli.demo.http.Reply.UnexpectedReply;
import io.tallystick.cli.demo.stage.SendClaim;
import io.tallystick.cli.demo.stage.SentClaim;
import io.tallystick.cli.demo.synthea.ImportedClaim;
import io.tallystick.journeys.system.Bills;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends claims at a fixed rate, whatever happens to the system, and asks again with the same claim
 * number until each is acknowledged. The same services come round again as other bills. While so
 * many are unacknowledged, none is begun: more of them prove nothing, and their asking again keeps
 * what was killed from coming back.
 */
final class ClaimStream implements AutoCloseable {

  private static final Duration GIVE_UP = Duration.ofMinutes(3);
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int MOST_UNACKNOWLEDGED = 12;

  /** One claim on its way; {@code answer} stays empty until the claims desk took it. */
  static final class Sending {
    private final Instant begun;
    private volatile SentClaim answer;
    private volatile String problem;
    private volatile boolean over;

    private Sending(Instant begun) {
      this.begun = begun;
    }

    Instant begun() {
      return begun;
    }

    Optional<SentClaim> answer() {
      return Optional.ofNullable(answer);
    }

    /** Refused or given up: it isn't on its way any more. */
    boolean isOver() {
      return over;
    }
  }

  private final Town town;
  private final List<ImportedClaim> claims;
  private final String run;
  private final Clock clock;
  private final long cents;
  private final ConcurrentLinkedQueue<Sending> sent = new ConcurrentLinkedQueue<>();
  private final AtomicInteger next = new AtomicInteger();
  private final Semaphore room = new Semaphore(MOST_UNACKNOWLEDGED);
  private final ScheduledExecutorService beat =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  ClaimStream(Town town, List<ImportedClaim> claims, String run) {
    this.town = town;
    this.claims = claims;
    this.run = run;
    this.clock = town.clock();
    this.cents = clock.millis() / 1000 % 10_000; // a devnet that is kept knows earlier bills
  }

  void start(double perSecond) {
    var period = (long) (1e9 / perSecond);
    beat.scheduleAtFixedRate(this::beat, 0, period, TimeUnit.NANOSECONDS);
  }

  private void beat() {
    if (!room.tryAcquire()) return;
    threads.submit(
        () -> {
          try {
            sendNext();
          } finally {
            room.release();
          }
        });
  }

  /** Stops beginning new ones and waits until each begun is acknowledged or given up. */
  void finish() throws InterruptedException {
    beat.shutdown();
    beat.awaitTermination(10, TimeUnit.SECONDS);
    threads.shutdown();
    if (!threads.awaitTermination(GIVE_UP.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("claims are still being sent");
    }
  }

  List<Sending> sent() {
    return List.copyOf(sent);
  }

  /** Why claims were refused or given up. */
  List<String> problems() {
    return sent.stream().filter(s -> s.answer == null).map(s -> s.begun + " " + s.problem).toList();
  }

  private void sendNext() {
    int number = next.getAndIncrement();
    var round = new SendClaim(town, run + "-" + number / claims.size());
    var claim = Bills.dearer(claims.get(number % claims.size()), 1 + number + cents);
    var sending = new Sending(clock.instant());
    sent.add(sending);
    var until = clock.instant().plus(GIVE_UP);
    while (true) {
      if (attempt(round, claim, sending) || clock.instant().isAfter(until)) break;
      pause();
    }
    sending.over = sending.answer == null;
  }

  /** True if there is an answer that asking again won't change. */
  private static boolean attempt(SendClaim round, ImportedClaim claim, Sending sending) {
    try {
      var answer = round.send(claim, System.nanoTime());
      sending.problem = answer.problem();
      if (answer.claimId().isEmpty()) return answer.problem().startsWith("4");
      sending.answer = answer;
      return true;
    } catch (UncheckedIOException | UnexpectedReply notNow) {
      sending.problem = notNow.getMessage();
      return false;
    } catch (RuntimeException fault) {
      sending.problem = fault.toString();
      return true;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    beat.shutdownNow();
    threads.shutdownNow();
  }
}
