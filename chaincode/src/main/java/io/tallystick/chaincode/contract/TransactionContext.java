package io.tallystick.chaincode.contract;

import io.tallystick.chaincode.bulk.BulkState;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.OrgDirectory;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.hyperledger.fabric.contract.Context;
import org.hyperledger.fabric.shim.ChaincodeStub;

/**
 * One proposal as Fabric's stub tells of it. What all its operations share is read once: each read
 * of the state is a round trip to the peer.
 */
final class TransactionContext {

  private final ChaincodeStub stub;
  private final String creatorMsp;
  private final Map<String, byte[]> openings;
  private OrgDirectory orgs;

  TransactionContext(Context context) {
    this.stub = context.getStub();
    this.creatorMsp = context.getClientIdentity().getMSPID();
    this.openings = stub.getTransient();
  }

  /** Reads these entries, and the members, with as few messages to the peer as it takes. */
  void read(Stream<String> keys) {
    if (stub instanceof BulkState state) {
      state.read(Stream.concat(Stream.of(LedgerKeys.DIRECTORY), keys).toList());
    }
  }

  ChaincodeStub stub() {
    return stub;
  }

  String creatorMsp() {
    return creatorMsp;
  }

  OrgDirectory orgs() {
    if (orgs == null) {
      orgs = entry(LedgerKeys.DIRECTORY, OrgDirectory.class).orElse(new OrgDirectory(List.of()));
    }
    return orgs;
  }

  /** The proposal's timestamp, to the millisecond. */
  Instant now() {
    return stub.getTxTimestamp().truncatedTo(ChronoUnit.MILLIS);
  }

  /** Transient data, by operation id. */
  Map<String, byte[]> openings() {
    return openings;
  }

  <T> Optional<T> entry(String key, Class<T> type) {
    var value = stub.getState(key);
    return value == null || value.length == 0
        ? Optional.empty()
        : Optional.of(CanonicalJson.read(value, type));
  }
}
