package io.tallystick.insurer.adjudication.adapter;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tallystick.insurer.adjudication.app.LookAtDueCases;
import io.tallystick.kit.persistence.RelaySession;
import jakarta.enterprise.context.ApplicationScoped;

/** Looks at deadlines on the replica that relays. */
@ApplicationScoped
class DueCases {

  private final LookAtDueCases lookAtDueCases;
  private final RelaySession session;

  DueCases(LookAtDueCases lookAtDueCases, RelaySession session) {
    this.lookAtDueCases = lookAtDueCases;
    this.session = session;
  }

  @Scheduled(
      every = "${tallystick.insurer.evidence.look-around:5s}",
      delayed = "2s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  @RunOnVirtualThread
  void look() {
    if (session.relaying()) lookAtDueCases.look();
  }
}
