package io.tallystick.cli.verify.chain;

import com.google.protobuf.ByteString;
import io.tallystick.ledger.identity.Identity;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.hyperledger.fabric.protos.peer.ChaincodeAction;

/**
 * An endorser transaction that is well formed and signed by its creator.
 *
 * @param at the time its creator gave it
 * @param chaincode as the header names it
 * @param signers who validly endorsed it, each once
 * @param arguments what the chaincode was called with, the function's name first
 */
record Unpacked(
    String txid,
    Instant at,
    Identity creator,
    String chaincode,
    ChaincodeAction action,
    List<ReadWrites> readWrites,
    List<Identity> signers,
    List<ByteString> arguments) {

  /** Whether its creator or an endorser had a certificate that wasn't in force at its time. */
  boolean anyExpired() {
    return Stream.concat(Stream.of(creator), signers.stream())
        .map(Identity::certificate)
        .anyMatch(
            each ->
                at.isAfter(each.getNotAfter().toInstant())
                    || at.isBefore(each.getNotBefore().toInstant()));
  }
}
