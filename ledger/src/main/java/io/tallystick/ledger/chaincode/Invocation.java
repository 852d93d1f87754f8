package io.tallystick.ledger.chaincode;

import io.tallystick.ledger.simulate.Simulation;
import org.hyperledger.fabric.protos.peer.ChaincodeInput;
import org.hyperledger.fabric.protos.peer.SignedProposal;

/**
 * What a chaincode is asked to execute.
 *
 * @param mspId the organisation whose peer asks
 * @param address where its chaincode listens (host:port)
 * @param init whether it is the call that initialises the chaincode
 */
public record Invocation(
    String mspId,
    String address,
    SignedProposal proposal,
    String txId,
    ChaincodeInput input,
    boolean init,
    Simulation simulation) {}
