package io.tallystick.chaincode.rules;

import io.tallystick.chaincode.policy.Endorsement;
import io.tallystick.chaincode.rules.Ruling.Write;
import io.tallystick.vocabulary.claim.ClaimLifecycle;
import io.tallystick.vocabulary.claim.ClaimLifecycle.Outcome;
import io.tallystick.vocabulary.claim.ClaimLifecycle.Party;
import io.tallystick.vocabulary.claim.ClaimLifecycle.State;
import io.tallystick.vocabulary.claim.ClaimLifecycle.Step;
import io.tallystick.vocabulary.ledger.LedgerEntry.Bill;
import io.tallystick.vocabulary.ledger.LedgerEntry.Claim;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.AdjudicationOutcome;
import io.tallystick.vocabulary.ledger.LedgerOperation.SubmitClaim;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.OrgDirectory.Member;
import io.tallystick.vocabulary.ledger.Refusal;
import io.tallystick.vocabulary.ledger.RefusalCode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The e-bill lock: one bill, one primary claim, at whichever insurer. */
final class BillRules {

  /**
   * What a new claim does beside being born: it locks its bill (a secondary claim and a
   * preauthorization lock none) and ends the claim that it replaces; or it is refused.
   */
  record Lock(List<Write> writes, Optional<Refusal> refusal) {
    static Lock refused(RefusalCode code, String detail) {
      return new Lock(List.of(), Optional.of(new Refusal(code, detail)));
    }

    Lock and(Write another) {
      if (refusal.isPresent()) return this;
      var all = new ArrayList<>(writes);
      all.add(another);
      return new Lock(List.copyOf(all), refusal);
    }
  }

  static Lock lock(SubmitClaim op, Opening.Document given, Member payer, Situation situation) {
    if (!Claim.CLAIM.equals(op.use())) {
      boolean plain =
          op.billHash() == null && op.primaryClaimId() == null && op.replacesClaimId() == null;
      return plain
          ? new Lock(List.of(), Optional.empty())
          : Lock.refused(RefusalCode.MALFORMED, "only a claim locks a bill");
    }
    if (!hashes(given.billToken(), op.billHash())) {
      return Lock.refused(RefusalCode.COMMITMENT_DOES_NOT_OPEN, "the bill token does not fit");
    }
    var bill = situation.entry(LedgerKeys.bill(op.billHash()), Bill.class);
    if (bill.isPresent() && !situation.actsFor(bill.get().provider())) {
      return Lock.refused(RefusalCode.WRONG_ORG, "the bill is another provider's");
    }
    return op.replacesClaimId() == null
        ? lock(op, bill, bill.map(Bill::claimId).orElse(null), payer, situation)
        : replace(op, bill, payer, situation);
  }

  private static Lock lock(
      SubmitClaim op, Optional<Bill> bill, String holder, Member payer, Situation situation) {
    if (op.primaryClaimId() != null) {
      return op.primaryClaimId().equals(holder)
          ? new Lock(List.of(), Optional.empty())
          : Lock.refused(RefusalCode.PRIMARY_CLAIM_MISMATCH, "not the bill's primary claim");
    }
    if (holder != null) {
      return Lock.refused(RefusalCode.BILL_LOCKED, "the bill has a primary claim");
    }
    var provider = bill.map(Bill::provider).orElse(situation.caller().id());
    long version = bill.map(b -> b.version() + 1).orElse(1L);
    var locked =
        new Write(
            LedgerKeys.bill(op.billHash()),
            new Bill(op.billHash(), provider, op.claimId(), version),
            Endorsement.ofClaim(situation.caller(), payer, situation.orgs()));
    return new Lock(List.of(locked), Optional.empty());
  }

  /**
   * An open claim is cancelled by its replacement and leaves it the lock; one that has ended
   * without covering anything has left it already. Any other has to be voided first.
   */
  private static Lock replace(
      SubmitClaim op, Optional<Bill> bill, Member payer, Situation situation) {
    var found =
        Shapes.isId(op.replacesClaimId())
            ? situation.entry(LedgerKeys.claim(op.replacesClaimId()), Claim.class)
            : Optional.<Claim>empty();
    if (found.isEmpty()) return Lock.refused(RefusalCode.NOT_FOUND, "no claim to replace");
    var earlier = found.get();
    if (!situation.actsFor(earlier.provider()) || !op.billHash().equals(earlier.billHash())) {
      return Lock.refused(RefusalCode.REPLACEMENT_MISMATCH, "not a claim of this bill");
    }
    var holder = bill.map(Bill::claimId).orElse(null);
    if (endsUncovered(earlier)) return lock(op, bill, holder, payer, situation);
    var cancelled =
        ClaimLifecycle.take(
            Step.CANCEL, earlier.position(), earlier.version(), Party.PROVIDER, situation.now());
    if (!(cancelled instanceof Outcome.Moved moved)) {
      return Lock.refused(
          RefusalCode.STEP_NOT_ALLOWED_IN_STATE, "ask to void in " + earlier.state());
    }
    if (!earlier.payer().equals(payer.id())) {
      return Lock.refused(
          RefusalCode.REPLACEMENT_MISMATCH, "an open claim is replaced at its own payer");
    }
    var free = earlier.claimId().equals(holder) ? null : holder;
    var ended = new ClaimChange(earlier, situation.now()).to(moved.to(), moved.version());
    return lock(op, bill, free, payer, situation)
        .and(new Write(LedgerKeys.claim(earlier.claimId()), ended, null));
  }

  /** Whether a claim has no use for its bill any more. */
  static boolean endsUncovered(Claim claim) {
    return claim.state() == State.CANCELLED
        || claim.state() == State.REVERSED
        || claim.state() == State.SETTLED && claim.outcome() == AdjudicationOutcome.NOT_COVERED;
  }

  /** Frees the bill of a claim that ends without covering anything; a secondary never held it. */
  static Optional<Write> release(Claim claim, Situation situation) {
    if (claim.billHash() == null) return Optional.empty();
    var provider = situation.orgs().actingFor(claim.provider()).orElseThrow();
    return situation
        .entry(LedgerKeys.bill(claim.billHash()), Bill.class)
        .filter(bill -> claim.claimId().equals(bill.claimId()))
        .map(
            bill ->
                new Write(
                    LedgerKeys.bill(bill.billHash()),
                    new Bill(bill.billHash(), bill.provider(), null, bill.version() + 1),
                    Endorsement.ofOwnerAndAnother(provider, situation.orgs())));
  }

  private static boolean hashes(String token, String billHash) {
    if (!Shapes.isId(token) || !Shapes.isHash(billHash)) return false;
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(HexFormat.of().parseHex(token));
      return HexFormat.of().formatHex(digest).equals(billHash);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private BillRules() {}
}
