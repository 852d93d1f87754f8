package io.tallystick.chaincode.contract;

import io.tallystick.chaincode.rules.OrgRules;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.BootstrapOrgs;
import io.tallystick.vocabulary.ledger.OrgDirectory;
import java.time.Clock;
import java.util.stream.Collectors;
import org.hyperledger.fabric.contract.Context;
import org.hyperledger.fabric.contract.ContractInterface;
import org.hyperledger.fabric.contract.annotation.Contract;
import org.hyperledger.fabric.contract.annotation.Transaction;

/** Membership of the consortium. */
@Contract(name = "org")
public final class OrgContract implements ContractInterface {

  private final Execution execution = new Execution(Clock.systemUTC());

  /** Founds the consortium, once. */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String bootstrap(Context context, String operation) {
    return execution.run(
        context,
        operation,
        BootstrapOrgs.class,
        (op, s) -> OrgRules.bootstrap(op, s.callerMsp(), s));
  }

  /** One member's entry with keys, issuer and endpoint. */
  @Transaction(intent = Transaction.TYPE.EVALUATE)
  public String get(Context context, String orgId) {
    return Execution.stored(context, LedgerKeys.org(orgId));
  }

  /** Every member's entry, as a JSON list; empty before the founding. */
  @Transaction(intent = Transaction.TYPE.EVALUATE)
  public String list(Context context) {
    var value = context.getStub().getState(LedgerKeys.DIRECTORY);
    if (value == null || value.length == 0) return "[]";
    return CanonicalJson.read(value, OrgDirectory.class).members().stream()
        .map(member -> Execution.stored(context, LedgerKeys.org(member.id())))
        .collect(Collectors.joining(",", "[", "]"));
  }
}
