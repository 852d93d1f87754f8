package io.tallystick.chaincode.rules;

import static io.tallystick.chaincode.rules.Ruling.refused;

import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.commitment.RecordTree;
import io.tallystick.vocabulary.commitment.Redactions;
import io.tallystick.vocabulary.commitment.Redactions.DerivedCopy;
import io.tallystick.vocabulary.crypto.Es256;
import io.tallystick.vocabulary.ledger.LedgerEntry;
import io.tallystick.vocabulary.ledger.LedgerKeys;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.Opening.LeafProof;
import io.tallystick.vocabulary.ledger.RefusalCode;
import io.tallystick.vocabulary.ledger.ReleasedLeaf;
import io.tallystick.vocabulary.org.Org;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Whether what is released lies in records of the caller as they were published: each leaf, with
 * the attributes that a consent is evaluated on, leads to its record's root. A copy that was
 * redacted inside leads there by its original, and the caller's signature stands for the rest.
 */
final class ReleasedLeaves {

  static Optional<Ruling> fault(Opening.Release given, Situation situation) {
    var leaves = given.leaves();
    if (leaves == null || leaves.isEmpty()) {
      return refusal(RefusalCode.MALFORMED, "nothing is released");
    }
    if (given.proofs() == null || given.proofs().size() != leaves.size()) {
      return refusal(RefusalCode.OPENING_MISSING, "each leaf has its proof");
    }
    Map<String, LedgerEntry.Record> records = new HashMap<>();
    for (var leaf : leaves) {
      var record =
          Optional.ofNullable(records.get(leaf.recordId())).or(() -> read(leaf, situation));
      var fault = fault(record, situation);
      if (fault.isPresent()) return fault;
      records.put(leaf.recordId(), record.get());
    }
    for (int i = 0; i < leaves.size(); i++) {
      var leaf = leaves.get(i);
      if (!isOf(records.get(leaf.recordId()), leaf, given.proofs().get(i))) {
        return refusal(
            RefusalCode.ATTRIBUTES_NOT_COMMITTED, "a leaf isn't what its record says it is");
      }
    }
    return unsigned(given, records, situation);
  }

  private static Optional<Ruling> unsigned(
      Opening.Release given, Map<String, LedgerEntry.Record> records, Situation situation) {
    var copies = new ArrayList<DerivedCopy>();
    for (int i = 0; i < given.leaves().size(); i++) {
      var leaf = given.leaves().get(i);
      if (!leaf.derived()) continue;
      copies.add(
          new DerivedCopy(
              leaf.recordId(),
              leaf.index(),
              records.get(leaf.recordId()).root(),
              given.proofs().get(i).document(),
              leaf.copy()));
    }
    var custodian = situation.caller().id();
    var word = new Redactions(custodian, copies);
    boolean signed =
        copies.isEmpty()
            || situation
                .entry(LedgerKeys.org(custodian), Org.class)
                .filter(o -> Es256.verifies(o.signingKey(), word.message(), given.redactions()))
                .isPresent();
    return signed
        ? Optional.empty()
        : refusal(RefusalCode.SIGNATURE_INVALID, "the custodian didn't sign the redacted copies");
  }

  private static Optional<LedgerEntry.Record> read(ReleasedLeaf leaf, Situation situation) {
    return Shapes.isId(leaf.recordId())
        ? situation.entry(LedgerKeys.record(leaf.recordId()), LedgerEntry.Record.class)
        : Optional.empty();
  }

  private static Optional<Ruling> fault(Optional<LedgerEntry.Record> record, Situation situation) {
    if (record.isEmpty()) return refusal(RefusalCode.NOT_FOUND, "no such record");
    if (!situation.actsFor(record.get().custodian())) {
      return refusal(RefusalCode.WRONG_ORG, "another custodian holds the record");
    }
    return record.get().current()
        ? Optional.empty()
        : refusal(RefusalCode.RECORD_NOT_CURRENT, "the record is " + record.get().state());
  }

  private static boolean isOf(LedgerEntry.Record record, ReleasedLeaf leaf, LeafProof proof) {
    return leaf.attributes() != null
        && (leaf.derived() ? Shapes.isHash(leaf.copy()) : leaf.copy() == null)
        && proof != null
        && proof.path() != null
        && Shapes.isHash(proof.document())
        && RecordTree.leadsToRoot(
            RecordTree.leaf(new Commitment(proof.document()), leaf.attributes()),
            leaf.index(),
            record.leaves(),
            proof.path(),
            record.root());
  }

  private static Optional<Ruling> refusal(RefusalCode code, String detail) {
    return Optional.of(refused(code, detail));
  }

  private ReleasedLeaves() {}
}
