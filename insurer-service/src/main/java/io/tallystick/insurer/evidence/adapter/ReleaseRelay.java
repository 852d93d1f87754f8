package io.tallystick.insurer.evidence.adapter;

import io.quarkus.runtime.StartupEvent;
import io.tallystick.insurer.evidence.app.EvidencePolicy;
import io.tallystick.insurer.evidence.app.FetchRelease;
import io.tallystick.insurer.evidence.app.Releases;
import io.tallystick.insurer.evidence.app.Releases.Release;
import io.tallystick.kit.observe.Tracing;
import io.tallystick.kit.persistence.RelaySession;
import io.tallystick.kit.persistence.Transactions;
import io.tallystick.kit.persistence.WakeUp;
import io.tallystick.kit.problem.Faceless;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Picks due releases and fetches each on a virtual thread, a bounded number at once. */
@ApplicationScoped
class ReleaseRelay {

  private static final Logger LOG = Logger.getLogger(ReleaseRelay.class);

  /** Postponed fetches fall due without a ring, so the relay looks around. */
  private static final Duration LOOK_AROUND = Duration.ofMillis(250);

  private static final Duration AFTER_A_FAULT = Duration.ofSeconds(1);

  private final EvidencePolicy policy;
  private final Transactions transactions;
  private final Releases releases;
  private final FetchRelease fetchRelease;
  private final RelaySession session;
  private final Tracing tracing;
  private final Clock clock;
  private final WakeUp bell;
  private final Set<String> inHand = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;
  private Thread thread;

  ReleaseRelay(
      EvidencePolicy policy,
      Transactions transactions,
      Releases releases,
      FetchRelease fetchRelease,
      RelaySession session,
      Tracing tracing,
      Clock clock) {
    this.policy = policy;
    this.transactions = transactions;
    this.releases = releases;
    this.fetchRelease = fetchRelease;
    this.session = session;
    this.tracing = tracing;
    this.clock = clock;
    this.bell = session.subscribe();
  }

  void start(@Observes StartupEvent event) {
    thread = Thread.ofPlatform().daemon().name("release-relay").start(this::run);
  }

  @PreDestroy
  void stop() {
    stopping = true;
    if (thread != null) thread.interrupt();
  }

  private void run() {
    while (!stopping) {
      try {
        bell.await(LOOK_AROUND);
        if (session.relaying()) dispatch();
      } catch (InterruptedException ended) {
        return;
      } catch (RuntimeException databaseAway) {
        if (!stopping) LOG.debugf("release relay: %s", databaseAway.getMessage());
      }
    }
  }

  private void dispatch() {
    int free = policy.concurrency() - inHand.size();
    if (free <= 0) return;
    var due =
        transactions.inTransaction(
            tx -> releases.due(tx, clock.instant(), Set.copyOf(inHand), free));
    for (var release : due) {
      if (!inHand.add(release.decisionId())) continue;
      Thread.ofVirtual().name("release-" + release.decisionId()).start(() -> fetch(release));
    }
  }

  private void fetch(Release release) {
    try {
      tracing.run(release.traceparent(), "release.fetch", () -> fetchRelease.fetch(release));
    } catch (RuntimeException failed) {
      LOG.warnf(Faceless.of(failed), "release %s: fetch failed, tried again", release.decisionId());
      postpone(release);
    } finally {
      inHand.remove(release.decisionId());
      bell.ring();
    }
  }

  private void postpone(Release release) {
    try {
      transactions.useTransaction(
          tx -> releases.postpone(tx, release.decisionId(), clock.instant().plus(AFTER_A_FAULT)));
    } catch (RuntimeException databaseAway) {
      LOG.debugf("release relay: %s", databaseAway.getMessage());
    }
  }
}
