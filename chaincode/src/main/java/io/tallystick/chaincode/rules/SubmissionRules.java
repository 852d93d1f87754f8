package io.tallystick.chaincode.rules;

import static io.tallystick.chaincode.rules.Ruling.refused;

import io.tallystick.chaincode.policy.Endorsement;
import io.tallystick.chaincode.rules.Ruling.Write;
import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import io.tallystick.vocabulary.ledger.LedgerEntry.Claim;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.SubmitClaim;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.OrgDirectory.Member;
import io.tallystick.vocabulary.ledger.RefusalCode;
import io.tallystick.vocabulary.org.Org;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How a claim comes to the ledger: its parties, its links, its bill. */
final class SubmissionRules {

  private static final Set<String> USES =
      Set.of(Claim.CLAIM, "preauthorization", "predetermination");

  static Ruling submit(SubmitClaim op, Situation situation) {
    var given = situation.opening(Opening.Document.class);
    return parties(op, situation)
        .or(() -> shape(op, situation))
        .or(() -> Documents.unopened(op.commitment(), given))
        .or(() -> preauthorized(op, situation))
        .orElseGet(() -> locked(op, given.orElseThrow(), situation));
  }

  private static Optional<Ruling> parties(SubmitClaim op, Situation situation) {
    if (situation.caller().role() != Org.Role.HOSPITAL) {
      return refusal(RefusalCode.WRONG_ROLE, "a provider submits claims");
    }
    var payer = situation.orgs().byId(op.payer());
    if (payer.isEmpty() || payer.get().role() != Org.Role.INSURER) {
      return refusal(RefusalCode.UNKNOWN_ORG, "the payer is not an insurer of this consortium");
    }
    return payer.get().active()
        ? Optional.empty()
        : refusal(RefusalCode.ORG_NOT_ACTIVE, "the payer is not active");
  }

  private static Optional<Ruling> shape(SubmitClaim op, Situation situation) {
    if (!Shapes.isId(op.claimId()) || op.use() == null || !USES.contains(op.use())) {
      return refusal(RefusalCode.MALFORMED, "a claim has an id and a use");
    }
    return situation.entry(LedgerKeys.claim(op.claimId()), Claim.class).isPresent()
        ? refusal(RefusalCode.ALREADY_EXISTS, "this claim is submitted")
        : Optional.empty();
  }

  /** The same two parties, and the payer has decided. */
  private static Optional<Ruling> preauthorized(SubmitClaim op, Situation situation) {
    if (op.preauthorizationId() == null) return Optional.empty();
    if (!Claim.CLAIM.equals(op.use()) || !Shapes.isId(op.preauthorizationId())) {
      return refusal(RefusalCode.MALFORMED, "a claim rests on a preauthorization");
    }
    boolean rests =
        situation
            .entry(LedgerKeys.claim(op.preauthorizationId()), Claim.class)
            .filter(earlier -> !Claim.CLAIM.equals(earlier.use()))
            .filter(earlier -> earlier.state() == State.ADJUDICATED)
            .filter(earlier -> earlier.provider().equals(situation.caller().id()))
            .filter(earlier -> earlier.payer().equals(op.payer()))
            .isPresent();
    return rests
        ? Optional.empty()
        : refusal(
            RefusalCode.PREAUTHORIZATION_MISMATCH, "not decided by this payer for this provider");
  }

  private static Ruling locked(SubmitClaim op, Opening.Document given, Situation situation) {
    var payer = situation.orgs().byId(op.payer()).orElseThrow();
    var lock = BillRules.lock(op, given, payer, situation);
    if (lock.refusal().isPresent()) return new Ruling.Refused(lock.refusal().get());
    var key = LedgerKeys.claim(op.claimId());
    var writes = new ArrayList<Write>();
    writes.add(new Write(key, submitted(op, situation), policy(payer, situation)));
    writes.addAll(lock.writes());
    return new Ruling.Allowed(key, 1, List.copyOf(writes));
  }

  private static byte[] policy(Member payer, Situation situation) {
    return Endorsement.ofClaim(situation.caller(), payer, situation.orgs());
  }

  private static Claim submitted(SubmitClaim op, Situation situation) {
    return new Claim(
        op.claimId(),
        situation.caller().id(),
        op.payer(),
        op.use(),
        State.SUBMITTED,
        1,
        op.commitment(),
        op.billHash(),
        op.primaryClaimId(),
        null,
        null,
        null,
        null,
        null,
        null,
        situation.now(),
        situation.now(),
        op.preauthorizationId(),
        op.replacesClaimId(),
        null,
        null,
        null,
        null,
        null,
        null);
  }

  private static Optional<Ruling> refusal(RefusalCode code, String detail) {
    return Optional.of(refused(code, detail));
  }

  private SubmissionRules() {}
}
