package io.tallystick.chaincode.contract;

import io.tallystick.chaincode.rules.Situation;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.OrgDirectory;
import io.tallystick.vocabulary.ledger.OrgDirectory.Member;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** One operation of a proposal, as the rules see it; remembers which entries they looked at. */
final class FabricSituation implements Situation {

  private final TransactionContext transaction;
  private final String opId;
  private final Set<String> reads = new HashSet<>();

  FabricSituation(TransactionContext transaction, String opId) {
    this.transaction = transaction;
    this.opId = opId;
  }

  String callerMsp() {
    return transaction.creatorMsp();
  }

  /** Keys of the entries that were asked for, whether there or not. */
  Set<String> reads() {
    return reads;
  }

  @Override
  public Member caller() {
    return transaction.orgs().byMsp(callerMsp()).orElse(null);
  }

  @Override
  public Instant now() {
    return transaction.now();
  }

  @Override
  public String channel() {
    return transaction.stub().getChannelId();
  }

  @Override
  public OrgDirectory orgs() {
    return transaction.orgs();
  }

  @Override
  public <T> Optional<T> entry(String key, Class<T> type) {
    reads.add(key);
    return transaction.entry(key, type);
  }

  @Override
  public <T> Optional<T> opening(Class<T> type) {
    return Optional.ofNullable(transaction.openings().get(opId))
        .map(json -> CanonicalJson.read(json, type));
  }
}
