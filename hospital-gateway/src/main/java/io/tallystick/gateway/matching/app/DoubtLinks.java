package io.tallystick.gateway.matching.app;

import io.tallystick.gateway.patients.app.IdentityChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * A patient with another name or birth date may not be whom others were matched with: what a clerk
 * confirmed waits for a clerk again, and so does what is asked by a handle. Nobody is matched anew
 * in silence.
 */
@ApplicationScoped
public class DoubtLinks {

  private final MatchCases cases;
  private final PatientHandles handles;

  public DoubtLinks(MatchCases cases, PatientHandles handles) {
    this.cases = cases;
    this.handles = handles;
  }

  void changed(@Observes IdentityChanged changed) {
    cases.reopen(changed.tx(), changed.patientId());
    handles.doubt(changed.tx(), changed.patientId());
  }
}
