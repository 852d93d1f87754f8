package io.tallystick.kit.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;

/** Does nothing; tests put a fault here. */
@ApplicationScoped
class FaultPoints {

  /**
   * @param opIds of the commands on their way together
   */
  void reached(FaultPoint point, Collection<String> opIds) {}
}
