package io.tallystick.ledger.chaincode;

import java.time.Duration;

/**
 * How long an endorser waits for a chaincode.
 *
 * @param connect for the connection to be there
 * @param execute for one transaction (Fabric's core.yaml: chaincode.executetimeout)
 */
public record ChaincodeTimeouts(Duration connect, Duration execute) {

  public static final ChaincodeTimeouts DEFAULT =
      new ChaincodeTimeouts(Duration.ofSeconds(3), Duration.ofSeconds(30));
}
