package io.tallystick.chaincode.contract;

import io.tallystick.chaincode.rules.Situation;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.OrgDirectory;
import io.tallystick.vocabulary.ledger.OrgDirectory.Member;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.hyperledger.fabric.contract.Context;
import org.hyperledger.fabric.shim.ChaincodeStub;

/** One proposal, as the rules see it, read from Fabric's stub. */
final class FabricSituation implements Situation {

  private final ChaincodeStub stub;
  private final String callerMsp;
  private final String opId;
  private final OrgDirectory orgs;

  FabricSituation(Context context, String opId) {
    this.stub = context.getStub();
    this.callerMsp = context.getClientIdentity().getMSPID();
    this.opId = opId;
    this.orgs = entry(LedgerKeys.DIRECTORY, OrgDirectory.class).orElse(new OrgDirectory(List.of()));
  }

  String callerMsp() {
    return callerMsp;
  }

  @Override
  public Member caller() {
    return orgs.byMsp(callerMsp).orElse(null);
  }

  @Override
  public Instant now() {
    return stub.getTxTimestamp().truncatedTo(ChronoUnit.MILLIS);
  }

  @Override
  public String channel() {
    return stub.getChannelId();
  }

  @Override
  public OrgDirectory orgs() {
    return orgs;
  }

  @Override
  public <T> Optional<T> entry(String key, Class<T> type) {
    var value = stub.getState(key);
    return value == null || value.length == 0
        ? Optional.empty()
        : Optional.of(CanonicalJson.read(value, type));
  }

  @Override
  public <T> Optional<T> opening(Class<T> type) {
    return Optional.ofNullable(stub.getTransient().get(opId))
        .map(json -> CanonicalJson.read(json, type));
  }
}
