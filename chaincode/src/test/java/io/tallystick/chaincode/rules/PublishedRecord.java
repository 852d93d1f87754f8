package io.tallystick.chaincode.rules;

import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.commitment.RecordTree;
import io.tallystick.vocabulary.commitment.Redactions;
import io.tallystick.vocabulary.commitment.Redactions.DerivedCopy;
import io.tallystick.vocabulary.consent.ConsentSet;
import io.tallystick.vocabulary.consent.Obligation;
import io.tallystick.vocabulary.consent.ResourceAttributes;
import io.tallystick.vocabulary.crypto.Es256;
import io.tallystick.vocabulary.json.CanonicalJson;
import io.tallystick.vocabulary.ledger.LedgerOperation.PublishRecord;
import io.tallystick.vocabulary.ledger.Opening;
import io.tallystick.vocabulary.ledger.Opening.LeafProof;
import io.tallystick.vocabulary.ledger.ReleasedLeaf;
import java.security.PrivateKey;
import java.util.List;
import java.util.stream.Stream;

/** Riverside's record with one small resource of each type. */
final class PublishedRecord {

  private final World world;
  private final List<String> types;
  private final List<byte[]> salts;
  final String recordId;
  final RecordTree tree;

  PublishedRecord(World world, String... types) {
    this.world = world;
    this.types = List.of(types);
    this.salts = Stream.of(types).map(type -> world.salt()).toList();
    this.recordId = world.id();
    this.tree =
        RecordTree.of(
            this.types.stream()
                .map(type -> RecordTree.leaf(document(type), attributes(type)))
                .toList());
  }

  PublishedRecord publish() {
    var op = new PublishRecord(world.id(), recordId, tree.root(), tree.size());
    var refused = world.as("riverside", null, s -> RecordRules.publish(op, s));
    if (refused.isPresent()) throw new AssertionError(refused.get());
    return this;
  }

  /** The resource of one type, under these consents. */
  Opening.Release release(byte[] salt, ConsentSet set, String type) {
    int index = types.indexOf(type);
    var leaf = new ReleasedLeaf(recordId, index, false, attributes(type));
    var proof = new LeafProof(document(type).hex(), tree.path(index));
    return new Opening.Release(salt, set, world.salt(), List.of(leaf), List.of(proof));
  }

  /**
   * A copy of the resource of one type, redacted inside.
   *
   * @param signer whose word it is that the copy is one
   */
  Opening.Release derived(
      byte[] salt, ConsentSet set, String type, PrivateKey signer, Obligation... duties) {
    int index = types.indexOf(type);
    var copy = Commitment.to(world.salt(), ("less of " + type).getBytes()).hex();
    var leaf = new ReleasedLeaf(recordId, index, true, attributes(type), List.of(duties), copy);
    var proof = new LeafProof(document(type).hex(), tree.path(index));
    var word =
        new Redactions(
            "riverside",
            List.of(new DerivedCopy(recordId, index, tree.root(), proof.document(), copy)));
    return new Opening.Release(
        salt,
        set,
        world.salt(),
        List.of(leaf),
        List.of(proof),
        null,
        null,
        signer == null ? null : Es256.sign(signer, word.message()));
  }

  static String commitment(Opening.Release release) {
    return Commitment.to(release.releaseSalt(), CanonicalJson.bytes(release.leaves())).hex();
  }

  private Commitment document(String type) {
    return Commitment.to(salts.get(types.indexOf(type)), type.getBytes());
  }

  /** A report's words carry a label that its codes don't. */
  private static ResourceAttributes attributes(String type) {
    return type.equals("DiagnosticReport")
        ? new ResourceAttributes(type, List.of(), List.of("PSY"), null, List.of(), List.of())
        : new ResourceAttributes(type, List.of(), List.of(), null);
  }
}
