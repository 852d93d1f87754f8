package io.tallystick.kit.ledger;

import jakarta.enterprise.context.ApplicationScoped;

/** Does nothing; tests put a fault here. */
@ApplicationScoped
class FaultPoints {

  void reached(FaultPoint point, String opId) {}
}
