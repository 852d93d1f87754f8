package io.tallystick.chaincode.rules;

import static io.tallystick.chaincode.rules.Ruling.refused;

import io.tallystick.chaincode.policy.Endorsement;
import io.tallystick.chaincode.rules.Ruling.Write;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerEntry.Bill;
import io.tallystick.vocabulary.ledger.LedgerEntry.Claim;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.OrgDirectory.Member;
import io.tallystick.vocabulary.ledger.OrgOperation.TakeOver;
import io.tallystick.vocabulary.ledger.RefusalCode;
import io.tallystick.vocabulary.org.Org;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A successor takes its predecessor's place in the policies of keys. The entries stay word for word
 * what they were.
 */
public final class SuccessionRules {

  private static final int MOST_KEYS = 200;

  /** An entry with its parties by org id, the first of them its owner. */
  private record Held(Object entry, long version, String owner, Optional<String> other) {}

  public static Ruling takeOver(TakeOver op, Situation situation) {
    var departed = situation.orgs().byId(op.predecessor());
    if (departed.isEmpty() || departed.get().status() != Org.Status.LEFT) {
      return refused(RefusalCode.UNKNOWN_ORG, "no departed member");
    }
    if (!situation.actsFor(op.predecessor())) {
      return refused(RefusalCode.WRONG_ORG, "not this member's successor");
    }
    if (op.keys() == null
        || op.keys().isEmpty()
        || op.keys().size() > MOST_KEYS
        || Set.copyOf(op.keys()).size() < op.keys().size()) {
      return refused(RefusalCode.MALFORMED, "1 to " + MOST_KEYS + " keys, each once");
    }
    var writes = new ArrayList<Write>();
    long version = 0;
    for (var key : op.keys()) {
      var held = held(key, situation);
      if (held.isEmpty()) return refused(RefusalCode.NOT_FOUND, "no such key to take over");
      if (!isParty(op.predecessor(), held.get())) {
        return refused(RefusalCode.WRONG_ORG, "a key between others");
      }
      if (writes.isEmpty()) version = held.get().version();
      writes.add(new Write(key, held.get().entry(), policy(held.get(), situation)));
    }
    return new Ruling.Allowed(op.keys().getFirst(), version, List.copyOf(writes));
  }

  private static boolean isParty(String predecessor, Held held) {
    return predecessor.equals(held.owner()) || held.other().filter(predecessor::equals).isPresent();
  }

  private static byte[] policy(Held held, Situation situation) {
    var orgs = situation.orgs();
    var owner = acting(held.owner(), situation);
    return held.other()
        .map(other -> Endorsement.ofClaim(owner, acting(other, situation), orgs))
        .orElseGet(() -> Endorsement.ofOwnerAndAnother(owner, orgs));
  }

  private static Member acting(String orgId, Situation situation) {
    return situation.orgs().actingFor(orgId).orElseThrow();
  }

  private static Optional<Held> held(String key, Situation situation) {
    var kind = key == null ? "" : key.substring(0, key.indexOf('~') + 1);
    return switch (kind) {
      case "claim~" ->
          situation
              .entry(key, Claim.class)
              .map(c -> new Held(c, c.version(), c.provider(), Optional.of(c.payer())));
      case "bill~" -> situation.entry(key, Bill.class).map(bill -> bill(bill, situation));
      case "record~" ->
          situation
              .entry(key, LedgerEntry.Record.class)
              .map(r -> new Held(r, r.version(), r.custodian(), Optional.empty()));
      case "access~" ->
          situation
              .entry(key, LedgerEntry.Access.class)
              .map(a -> new Held(a, a.version(), a.custodian(), Optional.empty()));
      case "reuse~" ->
          situation
              .entry(key, LedgerEntry.Reuse.class)
              .map(r -> new Held(r, 1, r.grantee(), Optional.empty()));
      default -> Optional.empty();
    };
  }

  /** A locked bill is its claim's parties', a free one its provider's. */
  private static Held bill(Bill bill, Situation situation) {
    var payer =
        Optional.ofNullable(bill.claimId())
            .flatMap(id -> situation.entry(LedgerKeys.claim(id), Claim.class))
            .map(Claim::payer);
    return new Held(bill, bill.version(), bill.provider(), payer);
  }

  private SuccessionRules() {}
}
