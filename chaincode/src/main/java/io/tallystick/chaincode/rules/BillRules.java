package io.tallystick.chaincode.rules;

import io.tallystick.chaincode.policy.Endorsement;
import io.tallystick.chaincode.rules.Ruling.Write;
import io.tallystick.vocabulary.ledger.LedgerEntry.Bill;
import io.tallystick.vocabulary.ledger.LedgerEntry.Claim;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.LedgerOperation.SubmitClaim;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.OrgDirectory.Member;
import io.tallystick.vocabulary.ledger.Refusal;
import io.tallystick.vocabulary.ledger.RefusalCode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The e-bill lock: one bill, one primary claim, at whichever insurer. */
final class BillRules {

  /**
   * What a new claim does to its bill: a write, nothing (a secondary claim, a preauthorization), or
   * a refusal.
   */
  record Lock(Optional<Write> write, Optional<Refusal> refusal) {
    static Lock refused(RefusalCode code, String detail) {
      return new Lock(Optional.empty(), Optional.of(new Refusal(code, detail)));
    }
  }

  static Lock lock(SubmitClaim op, Opening.Document given, Member payer, Situation situation) {
    if (!ClaimRules.CLAIM.equals(op.use())) {
      return op.billHash() == null && op.primaryClaimId() == null
          ? new Lock(Optional.empty(), Optional.empty())
          : Lock.refused(RefusalCode.MALFORMED, "only a claim locks a bill");
    }
    if (!hashes(given.billToken(), op.billHash())) {
      return Lock.refused(RefusalCode.COMMITMENT_DOES_NOT_OPEN, "the bill token does not fit");
    }
    var bill = situation.entry(LedgerKeys.bill(op.billHash()), Bill.class);
    if (bill.isPresent() && !bill.get().provider().equals(situation.caller().id())) {
      return Lock.refused(RefusalCode.WRONG_ORG, "the bill is another provider's");
    }
    var holder = bill.map(Bill::claimId).orElse(null);
    if (op.primaryClaimId() != null) {
      return op.primaryClaimId().equals(holder)
          ? new Lock(Optional.empty(), Optional.empty())
          : Lock.refused(RefusalCode.PRIMARY_CLAIM_MISMATCH, "not the bill's primary claim");
    }
    if (holder != null) {
      return Lock.refused(RefusalCode.BILL_LOCKED, "the bill has a primary claim");
    }
    long version = bill.map(b -> b.version() + 1).orElse(1L);
    return new Lock(Optional.of(locked(op, payer, version, situation)), Optional.empty());
  }

  private static Write locked(SubmitClaim op, Member payer, long version, Situation situation) {
    var provider = situation.caller();
    return new Write(
        LedgerKeys.bill(op.billHash()),
        new Bill(op.billHash(), provider.id(), op.claimId(), version),
        Endorsement.ofClaim(provider, payer, situation.orgs()));
  }

  /** Frees the bill of a claim that ends without covering anything; a secondary never held it. */
  static Optional<Write> release(Claim claim, Situation situation) {
    if (claim.billHash() == null) return Optional.empty();
    var provider = situation.orgs().byId(claim.provider()).orElseThrow();
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
