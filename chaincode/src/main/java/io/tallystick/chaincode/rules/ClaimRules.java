package io.tallystick.chaincode.rules;

import static io.tallystick.chaincode.rules.Ruling.refused;

import io.tallystick.chaincode.policy.Endorsement;
import io.tallystick.chaincode.rules.Ruling.Write;
import io.tallystick.vocabulary.claim.ClaimLifecycle;
import io.tallystick.vocabulary.claim.ClaimLifecycle.Outcome;
import io.tallystick.vocabulary.claim.ClaimLifecycle.Party;
import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import io.tallystick.vocabulary.claim.ClaimLifecycle.Step;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.ledger.LedgerEntry.Claim;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicateClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import io.tallystick.vocabulary.ledger.LedgerOperation.AnswerClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.CancelClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.PendClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.SettleClaim;
import io.tallystick.vocabulary.ledger.LedgerOperation.SubmitClaim;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.RefusalCode;
import io.tallystick.vocabulary.org.Org;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Claims: born by their provider, moved along {@link ClaimLifecycle} and no other way. */
public final class ClaimRules {

  static final String CLAIM = "claim";
  private static final Set<String> USES = Set.of(CLAIM, "preauthorization", "predetermination");
  static final Duration LONGEST_PEND = Duration.ofDays(60);

  public static Ruling submit(SubmitClaim op, Situation situation) {
    var provider = situation.caller();
    var payer = situation.orgs().byId(op.payer());
    if (provider.role() != Org.Role.HOSPITAL) {
      return refused(RefusalCode.WRONG_ROLE, "a provider submits claims");
    }
    if (payer.isEmpty() || payer.get().role() != Org.Role.INSURER) {
      return refused(RefusalCode.UNKNOWN_ORG, "the payer is not an insurer of this consortium");
    }
    if (!payer.get().active())
      return refused(RefusalCode.ORG_NOT_ACTIVE, "the payer is not active");
    if (!Shapes.isId(op.claimId()) || op.use() == null || !USES.contains(op.use())) {
      return refused(RefusalCode.MALFORMED, "a claim has an id and a use");
    }
    var key = LedgerKeys.claim(op.claimId());
    if (situation.entry(key, Claim.class).isPresent()) {
      return refused(RefusalCode.ALREADY_EXISTS, "this claim is submitted");
    }
    var given = situation.opening(Opening.Document.class);
    var unopened = opens(op.commitment(), given);
    if (unopened.isPresent()) return unopened.get();
    var lock = BillRules.lock(op, given.orElseThrow(), payer.get(), situation);
    if (lock.refusal().isPresent()) return new Ruling.Refused(lock.refusal().get());
    var policy = Endorsement.ofClaim(provider, payer.get(), situation.orgs());
    var writes = new ArrayList<Write>();
    writes.add(new Write(key, submitted(op, situation), policy));
    lock.write().ifPresent(writes::add);
    return new Ruling.Allowed(key, 1, List.copyOf(writes));
  }

  public static Ruling pend(PendClaim op, Situation situation) {
    var now = situation.now();
    if (op.reason() == null || op.deadline() == null) {
      return refused(RefusalCode.MALFORMED, "a pend has a reason and a deadline");
    }
    if (!op.deadline().isAfter(now) || op.deadline().isAfter(now.plus(LONGEST_PEND))) {
      return refused(RefusalCode.DEADLINE_OUT_OF_RANGE, "a pend lasts for 60 days at most");
    }
    return move(
        op.claimId(),
        op.expectedVersion(),
        Step.PEND,
        situation,
        claim -> change(claim).pended(op.reason(), op.deadline()));
  }

  public static Ruling answer(AnswerClaim op, Situation situation) {
    return opens(op.commitment(), situation.opening(Opening.Document.class))
        .orElseGet(
            () ->
                move(
                    op.claimId(),
                    op.expectedVersion(),
                    Step.ANSWER,
                    situation,
                    claim -> change(claim).answered(op.commitment())));
  }

  public static Ruling adjudicate(AdjudicateClaim op, Situation situation) {
    if (op.outcome() == null || !Shapes.areReasons(op.reasonCodes())) {
      return refused(RefusalCode.MALFORMED, "an adjudication has an outcome and reason codes");
    }
    return opens(op.commitment(), situation.opening(Opening.Document.class))
        .orElseGet(
            () ->
                move(
                    op.claimId(),
                    op.expectedVersion(),
                    op.settle() ? Step.ADJUDICATE_AND_SETTLE : Step.ADJUDICATE,
                    situation,
                    claim ->
                        change(claim)
                            .adjudicated(op.commitment(), op.outcome(), op.reasonCodes())));
  }

  public static Ruling settle(SettleClaim op, Situation situation) {
    return move(op.claimId(), op.expectedVersion(), Step.SETTLE, situation, claim -> change(claim));
  }

  public static Ruling cancel(CancelClaim op, Situation situation) {
    return move(op.claimId(), op.expectedVersion(), Step.CANCEL, situation, claim -> change(claim));
  }

  private static Ruling move(
      String claimId,
      long expectedVersion,
      Step step,
      Situation situation,
      Function<Claim, ClaimChange> change) {
    var key = LedgerKeys.claim(claimId);
    var found = situation.entry(key, Claim.class);
    if (found.isEmpty()) return refused(RefusalCode.NOT_FOUND, "no such claim");
    var claim = found.get();
    var party = party(claim, situation);
    if (party.isEmpty()) return refused(RefusalCode.WRONG_ORG, "not a party of this claim");
    if (step == Step.ADJUDICATE_AND_SETTLE || step == Step.SETTLE) {
      if (!CLAIM.equals(claim.use())) {
        return refused(RefusalCode.STEP_NOT_ALLOWED_IN_STATE, "only a claim is settled");
      }
    }
    boolean late = claim.deadline() != null && situation.now().isAfter(claim.deadline());
    var outcome =
        ClaimLifecycle.take(
            step, claim.state(), claim.version(), expectedVersion, party.get(), late);
    return switch (outcome) {
      case Outcome.Refused refusal ->
          refused(RefusalCode.valueOf(refusal.why().name()), step + " in " + claim.state());
      case Outcome.Moved moved -> moved(key, change.apply(claim), moved, situation);
    };
  }

  private static Ruling moved(
      String key, ClaimChange change, Outcome.Moved moved, Situation situation) {
    var claim = change.to(moved.to(), moved.version(), situation.now());
    var writes = new ArrayList<Write>();
    writes.add(new Write(key, claim, null));
    if (endsUncovered(claim)) BillRules.release(claim, situation).ifPresent(writes::add);
    return new Ruling.Allowed(key, moved.version(), List.copyOf(writes));
  }

  private static boolean endsUncovered(Claim claim) {
    return claim.state() == State.CANCELLED
        || claim.state() == State.SETTLED && claim.outcome() == AdjudicationOutcome.NOT_COVERED;
  }

  private static Optional<Party> party(Claim claim, Situation situation) {
    var caller = situation.caller().id();
    if (caller.equals(claim.provider())) return Optional.of(Party.PROVIDER);
    if (caller.equals(claim.payer())) return Optional.of(Party.PAYER);
    if (situation.caller().role() == Org.Role.AUTHORITY) return Optional.of(Party.AUTHORITY);
    return Optional.empty();
  }

  private static Optional<Ruling> opens(String commitment, Optional<Opening.Document> given) {
    if (given.isEmpty()) {
      return Optional.of(refused(RefusalCode.OPENING_MISSING, "no opening of the document"));
    }
    boolean opens =
        Shapes.isHash(commitment)
            && new Commitment(commitment).opensWith(given.get().salt(), given.get().document());
    return opens
        ? Optional.empty()
        : Optional.of(refused(RefusalCode.COMMITMENT_DOES_NOT_OPEN, "the document differs"));
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
        situation.now());
  }

  private static ClaimChange change(Claim claim) {
    return new ClaimChange(claim);
  }

  private ClaimRules() {}
}
