package io.tallystick.insurer.evidence.adapter;

import io.tallystick.insurer.evidence.app.TakeRelease;
import io.tallystick.kit.events.EventHandler;
import io.tallystick.kit.events.ReceivedEvent;
import io.tallystick.kit.events.content.EvidenceRefused;
import io.tallystick.kit.events.content.EvidenceReleased;
import jakarta.enterprise.context.ApplicationScoped;
import org.jdbi.v3.core.Handle;

/** What custodians answer to requests for evidence. */
final class EvidenceEvents {

  @ApplicationScoped
  static class Released implements EventHandler<EvidenceReleased> {
    private final TakeRelease takeRelease;

    Released(TakeRelease takeRelease) {
      this.takeRelease = takeRelease;
    }

    @Override
    public String type() {
      return "evidence.released";
    }

    @Override
    public Class<EvidenceReleased> content() {
      return EvidenceReleased.class;
    }

    @Override
    public void handle(Handle tx, ReceivedEvent<EvidenceReleased> event) {
      takeRelease.released(tx, event);
    }
  }

  @ApplicationScoped
  static class Refused implements EventHandler<EvidenceRefused> {
    private final TakeRelease takeRelease;

    Refused(TakeRelease takeRelease) {
      this.takeRelease = takeRelease;
    }

    @Override
    public String type() {
      return "evidence.refused";
    }

    @Override
    public Class<EvidenceRefused> content() {
      return EvidenceRefused.class;
    }

    @Override
    public void handle(Handle tx, ReceivedEvent<EvidenceRefused> event) {
      takeRelease.refused(tx, event);
    }
  }

  private EvidenceEvents() {}
}
