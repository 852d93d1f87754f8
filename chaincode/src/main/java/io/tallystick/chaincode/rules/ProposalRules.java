package io.tallystick.chaincode.rules;

import static io.tallystick.chaincode.rules.Ruling.refused;

import io.tallystick.chaincode.rules.Ruling.Write;
import io.tallystick.vocabulary.ledger.LedgerEntry.Proposal;
import io.tallystick.vocabulary.ledger.LedgerEntry.Proposals;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.OrgDirectory;
import io.tallystick.vocabulary.ledger.OrgOperation.ApproveOrgChange;
import io.tallystick.vocabulary.ledger.OrgOperation.ProposeOrgChange;
import io.tallystick.vocabulary.ledger.RefusalCode;
import io.tallystick.vocabulary.org.Org;
import io.tallystick.vocabulary.org.OrgChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Changes of membership: proposed by one, carried out with the approval that makes a majority. */
public final class ProposalRules {

  static final Duration OPEN_FOR = Duration.ofDays(30);
  private static final int MOST_OPEN = 100;

  public static Ruling propose(ProposeOrgChange op, Situation situation) {
    if (!Shapes.isId(op.proposalId()))
      return refused(RefusalCode.MALFORMED, "a proposal has an id");
    var open = open(situation);
    if (open.size() >= MOST_OPEN) return refused(RefusalCode.PROPOSAL_CLOSED, "too many are open");
    if (open.stream().anyMatch(p -> p.proposalId().equals(op.proposalId()))) {
      return refused(RefusalCode.ALREADY_EXISTS, "this is proposed");
    }
    var proposal =
        new Proposal(
            op.proposalId(),
            op.change(),
            List.of(situation.caller().id()),
            situation.now().plus(OPEN_FOR));
    return fault(op.change(), situation).orElseGet(() -> counted(proposal, situation));
  }

  public static Ruling approve(ApproveOrgChange op, Situation situation) {
    var found =
        open(situation).stream().filter(p -> p.proposalId().equals(op.proposalId())).findFirst();
    if (found.isEmpty()) return refused(RefusalCode.PROPOSAL_CLOSED, "nothing open has this id");
    var proposal = found.get();
    var caller = situation.caller().id();
    if (!proposal.change().equals(op.change())) {
      return refused(RefusalCode.STALE_VERSION, "another change is proposed");
    }
    if (proposal.approvedBy().contains(caller)) {
      return refused(RefusalCode.APPROVED_ALREADY, "approved already");
    }
    var approvals = new ArrayList<>(proposal.approvedBy());
    approvals.add(caller);
    var approved =
        new Proposal(
            proposal.proposalId(), proposal.change(), List.copyOf(approvals), proposal.until());
    return fault(op.change(), situation).orElseGet(() -> counted(approved, situation));
  }

  /** Those whose time isn't over. */
  private static List<Proposal> open(Situation situation) {
    return Membership.proposals(situation).open().stream()
        .filter(proposal -> situation.now().isBefore(proposal.until()))
        .toList();
  }

  private static Ruling counted(Proposal proposal, Situation situation) {
    var orgs = situation.orgs();
    long active =
        proposal.approvedBy().stream()
            .flatMap(id -> orgs.byId(id).stream())
            .filter(OrgDirectory.Member::active)
            .count();
    var open = new ArrayList<>(open(situation));
    open.removeIf(other -> other.proposalId().equals(proposal.proposalId()));
    if (active < orgs.majority()) {
      open.add(proposal);
      return Ruling.allowed(
          LedgerKeys.PROPOSALS, version(situation), proposals(open, null, situation));
    }
    var writes = Membership.changed(carriedOut(proposal.change(), situation), situation);
    if (writes.isEmpty()) return refused(RefusalCode.WRONG_ORG, "nobody would be left");
    var all = new ArrayList<Write>();
    all.add(proposals(open, Membership.policyAfter(writes), situation));
    all.addAll(writes);
    return new Ruling.Allowed(LedgerKeys.PROPOSALS, version(situation), List.copyOf(all));
  }

  private static Write proposals(List<Proposal> open, byte[] policy, Situation situation) {
    var next = new Proposals(open, version(situation), situation.now());
    return new Write(LedgerKeys.PROPOSALS, next, policy);
  }

  private static long version(Situation situation) {
    return Membership.proposals(situation).version() + 1;
  }

  private static Org carriedOut(OrgChange change, Situation situation) {
    if (change.kind() == OrgChange.Kind.ADMIT) return OrgRules.active(change.org());
    var org = situation.entry(LedgerKeys.org(change.orgId()), Org.class).orElseThrow();
    return switch (change.kind()) {
      case SUSPEND -> Membership.withStatus(org, Org.Status.SUSPENDED);
      case REINSTATE -> Membership.withStatus(org, Org.Status.ACTIVE);
      case REMOVE -> Membership.withStatus(org, Org.Status.LEFT);
      case SUCCEED -> Membership.withSuccessor(org, change.successor());
      case ADMIT -> throw new IllegalStateException("handled above");
    };
  }

  private static Optional<Ruling> fault(OrgChange change, Situation situation) {
    if (change == null || change.kind() == null) {
      return refusal(RefusalCode.MALFORMED, "a proposal says what is to change");
    }
    if (change.kind() == OrgChange.Kind.ADMIT) return admission(change, situation.orgs());
    var member = situation.orgs().byId(change.orgId());
    if (member.isEmpty()) return refusal(RefusalCode.UNKNOWN_ORG, "no such member");
    boolean fits =
        change.org() == null
            && switch (change.kind()) {
              case SUSPEND -> member.get().status() == Org.Status.ACTIVE;
              case REINSTATE -> member.get().status() == Org.Status.SUSPENDED;
              case REMOVE -> member.get().status() != Org.Status.LEFT;
              case SUCCEED -> succession(change, situation.orgs());
              case ADMIT -> false;
            };
    return fits
        ? Optional.empty()
        : refusal(
            RefusalCode.STEP_NOT_ALLOWED_IN_STATE, change.kind() + " of " + member.get().status());
  }

  private static Optional<Ruling> admission(OrgChange change, OrgDirectory orgs) {
    if (!Shapes.isOrg(change.org())) return refusal(RefusalCode.MALFORMED, "a member is whole");
    boolean known =
        orgs.byId(change.org().id()).isPresent() || orgs.byMsp(change.org().mspId()).isPresent();
    return known ? refusal(RefusalCode.ALREADY_EXISTS, "was a member before") : Optional.empty();
  }

  /** Who has left is succeeded by an active member of its role, once. */
  private static boolean succession(OrgChange change, OrgDirectory orgs) {
    var departed = orgs.byId(change.orgId()).orElseThrow();
    return departed.status() == Org.Status.LEFT
        && departed.successor() == null
        && orgs.byId(change.successor())
            .filter(successor -> successor.active() && successor.role() == departed.role())
            .isPresent();
  }

  private static Optional<Ruling> refusal(RefusalCode code, String detail) {
    return Optional.of(refused(code, detail));
  }

  private ProposalRules() {}
}
