package io.tallystick.chaincode.contract;

import io.tallystick.chaincode.rules.OrgRules;
import io.tallystick.chaincode.rules.ProposalRules;
import io.tallystick.chaincode.rules.SuccessionRules;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.BootstrapOrgs;
import io.tallystick.vocabulary.ledger.OrgDirectory;
import io.tallystick.vocabulary.ledger.OrgOperation.ApproveOrgChange;
import io.tallystick.vocabulary.ledger.OrgOperation.LeaveConsortium;
import io.tallystick.vocabulary.ledger.OrgOperation.ProposeOrgChange;
import io.tallystick.vocabulary.ledger.OrgOperation.RotateKeys;
import io.tallystick.vocabulary.ledger.OrgOperation.TakeOver;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hyperledger.fabric.contract.Context;
import org.hyperledger.fabric.contract.ContractInterface;
import org.hyperledger.fabric.contract.annotation.Contract;
import org.hyperledger.fabric.contract.annotation.Transaction;

/** Membership of the consortium. */
@Contract(name = "org")
public final class OrgContract implements ContractInterface {

  /**
   * The founding that this endorser's institution has agreed on ({@code BootstrapOrgs.digest()}):
   * without it the first caller and any one endorser could name everybody's keys.
   */
  private static final Optional<String> AGREED =
      Optional.ofNullable(System.getenv("TALLYSTICK_FOUNDING")).filter(digest -> !digest.isBlank());

  private final Execution execution = new Execution(Clock.systemUTC());

  /** Founds the consortium, once. */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String bootstrap(Context context, String operation) {
    return execution.run(
        context,
        operation,
        BootstrapOrgs.class,
        (op, s) -> OrgRules.bootstrap(op, s.callerMsp(), AGREED, s));
  }

  /** Proposes a change of membership. */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String propose(Context context, String operation) {
    return execution.run(context, operation, ProposeOrgChange.class, ProposalRules::propose);
  }

  /** Approves one; the approval that makes a majority carries it out. */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String approve(Context context, String operation) {
    return execution.run(context, operation, ApproveOrgChange.class, ProposalRules::approve);
  }

  /** A member changes its own keys. */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String rotate(Context context, String operation) {
    return execution.run(context, operation, RotateKeys.class, OrgRules::rotate);
  }

  /** A member goes. */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String leave(Context context, String operation) {
    return execution.run(context, operation, LeaveConsortium.class, OrgRules::leave);
  }

  /** A successor takes its predecessor's place in key policies. */
  @Transaction(intent = Transaction.TYPE.SUBMIT)
  public String takeOver(Context context, String operation) {
    return execution.run(context, operation, TakeOver.class, SuccessionRules::takeOver);
  }

  /** What waits for a majority. */
  @Transaction(intent = Transaction.TYPE.EVALUATE)
  public String proposals(Context context) {
    return Execution.stored(context, LedgerKeys.PROPOSALS);
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
