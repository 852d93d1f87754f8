package io.tallystick.insurer.adjudication.adapter;

import io.tallystick.insurer.adjudication.app.ReceivedDate;
import io.tallystick.kit.config.TallystickConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

@ApplicationScoped
class ReceivedDateOfScenario {

  @Produces
  @Singleton
  ReceivedDate receivedDate(TallystickConfig config) {
    return config
        .scenario()
        .receivedAfterService()
        .<ReceivedDate>map(ReceivedDate.AfterService::new)
        .orElseGet(ReceivedDate.Actual::new);
  }
}
