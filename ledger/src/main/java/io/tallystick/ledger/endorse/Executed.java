package io.tallystick.ledger.endorse;

import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.ChaincodeInterest;
import org.hyperledger.fabric.protos.peer.Response;

/**
 * What executing a proposal gave.
 *
 * @param action results and event; response and chaincode are still to be set
 * @param version of the chaincode that executed
 * @param interest whose endorsement is needed; empty: what the chaincode's policy says
 */
record Executed(
    Response response, ChaincodeAction.Builder action, String version, ChaincodeInterest interest) {

  /** Version under which system chaincodes endorse. */
  private static final String SYSTEM = "syscc";

  static Executed bySystem(Response response, ChaincodeAction.Builder action) {
    return new Executed(response, action, SYSTEM, ChaincodeInterest.getDefaultInstance());
  }
}
