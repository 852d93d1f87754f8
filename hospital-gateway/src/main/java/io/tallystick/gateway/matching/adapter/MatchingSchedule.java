package io.tallystick.gateway.matching.adapter;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.tallystick.gateway.matching.app.FilePatient;
import jakarta.enterprise.context.ApplicationScoped;

/** Files whoever isn't filed yet. */
@ApplicationScoped
class MatchingSchedule {

  private final FilePatient filePatient;

  MatchingSchedule(FilePatient filePatient) {
    this.filePatient = filePatient;
  }

  @Scheduled(every = "30s", concurrentExecution = ConcurrentExecution.SKIP)
  void fileAll() {
    filePatient.fileAll();
  }
}
