package io.tallystick.chaincode.rules;

import static io.tallystick.chaincode.rules.Ruling.refused;

import io.tallystick.chaincode.rules.Ruling.Write;
import io.tallystick.vocabulary.claim.ClaimLifecycle;
import io.tallystick.vocabulary.claim.ClaimLifecycle.Outcome;
import io.tallystick.vocabulary.claim.ClaimLifecycle.Party;
import io.tallystick.vocabulary.claim.ClaimLifecycle.Step;
import io.tallystick.vocabulary.ledger.LedgerEntry.Claim;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.RefusalCode;
import io.tallystick.vocabulary.org.Org;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** One step of one claim along {@link ClaimLifecycle}, and no other way. */
record ClaimMove(String claimId, long expectedVersion, Situation situation) {

  Optional<Claim> claim() {
    return situation.entry(LedgerKeys.claim(claimId), Claim.class);
  }

  Ruling take(Step step, UnaryOperator<ClaimChange> change) {
    return take(step, null, change);
  }

  /**
   * @param instead the party that the caller submits the step for, null for itself
   */
  Ruling take(Step step, Party instead, UnaryOperator<ClaimChange> change) {
    var found = claim();
    if (found.isEmpty()) return refused(RefusalCode.NOT_FOUND, "no such claim");
    var claim = found.get();
    var party = party(claim);
    if (party.isEmpty()) return refused(RefusalCode.WRONG_ORG, "not a party of this claim");
    var by = instead == null ? party.get() : instead;
    var now = situation.now();
    return switch (ClaimLifecycle.take(step, claim.position(), expectedVersion, by, now)) {
      case Outcome.Refused refusal ->
          refused(RefusalCode.valueOf(refusal.why().name()), step + " in " + claim.state());
      case Outcome.Moved moved -> moved(change.apply(new ClaimChange(claim, now)), moved);
    };
  }

  /** As whom the caller acts; a successor acts in its predecessor's place. */
  Optional<Party> party(Claim claim) {
    var caller = situation.caller();
    if (situation.actsFor(claim.provider())) return Optional.of(Party.PROVIDER);
    if (situation.actsFor(claim.payer())) return Optional.of(Party.PAYER);
    return caller.role() == Org.Role.AUTHORITY ? Optional.of(Party.AUTHORITY) : Optional.empty();
  }

  private Ruling moved(ClaimChange change, Outcome.Moved moved) {
    var claim = change.to(moved.to(), moved.version());
    var key = LedgerKeys.claim(claim.claimId());
    var writes = new ArrayList<Write>();
    writes.add(new Write(key, claim, null));
    if (BillRules.endsUncovered(claim)) BillRules.release(claim, situation).ifPresent(writes::add);
    return new Ruling.Allowed(key, moved.version(), List.copyOf(writes));
  }
}
