package io.tallystick.ledger.validate;

import com.google.protobuf.ByteString;
import java.util.List;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;
import org.hyperledger.fabric.protos.peer.Endorsement;

/**
 * An endorser transaction that is well formed and signed by its creator.
 *
 * @param chaincode the chaincode named in the header
 * @param responsePayload what the endorsers signed, together with their identity
 */
record ParsedTransaction(
    String txId,
    String chaincode,
    ChaincodeAction action,
    List<NamespaceReadWrites> readWrites,
    ByteString responsePayload,
    List<Endorsement> endorsements) {}
