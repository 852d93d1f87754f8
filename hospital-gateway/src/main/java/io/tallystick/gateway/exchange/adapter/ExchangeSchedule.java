package io.tallystick.gateway.exchange.adapter;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.tallystick.gateway.exchange.app.SearchElsewhere;
import jakarta.enterprise.context.ApplicationScoped;

/** Looks for what patients have agreed to since they were asked. */
@ApplicationScoped
class ExchangeSchedule {

  private final SearchElsewhere searchElsewhere;

  ExchangeSchedule(SearchElsewhere searchElsewhere) {
    this.searchElsewhere = searchElsewhere;
  }

  @Scheduled(every = "10s", concurrentExecution = ConcurrentExecution.SKIP)
  void followOpen() {
    searchElsewhere.followOpen();
  }
}
