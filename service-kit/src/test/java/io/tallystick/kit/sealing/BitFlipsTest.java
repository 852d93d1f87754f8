package io.tallystick.kit.sealing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.tallystick.kit.Deployed;
import io.tallystick.kit.config.TallystickConfig;
import io.tallystick.kit.ids.Ids;
import io.tallystick.kit.ledger.tail.TailProgress;
import io.tallystick.kit.release.ReleasePackage.Leaf;
import io.tallystick.vocabulary.commitment.Commitment;
import io.tallystick.vocabulary.commitment.RecordTree;
import io.tallystick.vocabulary.commitment.Redactions;
import io.tallystick.vocabulary.commitment.Redactions.DerivedCopy;
import io.tallystick.vocabulary.consent.ConsentChange;
import io.tallystick.vocabulary.consent.KeyAttestation;
import io.tallystick.vocabulary.consent.ResourceAttributes;
import io.tallystick.vocabulary.crypto.Es256;
import io.tallystick.vocabulary.ledger.ReleasedLeaf;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * 10,000 single bits flipped, spread evenly over all bits of everything that is sealed or signed:
 * each is refused, and as what it is (a seal that doesn't open, a signature that doesn't verify, a
 * leaf that leads nowhere), never by another fault.
 */
@QuarkusTest
@Deployed
class BitFlipsTest {

  private static final int FLIPS = 10_000;
  private static final long SEED = Long.getLong("tallystick.flips.seed", 20261124L);

  @Inject KeyProvider keys;
  @Inject Envelopes envelopes;
  @Inject SigningKey signing;
  @Inject TallystickConfig config;
  @Inject TailProgress tail;

  private final Ids ids = Ids.secure();
  private final List<Target> targets = new ArrayList<>();

  /**
   * @param refused whether these bytes in its place are refused, in the right way
   */
  private record Target(String name, byte[] bytes, Predicate<byte[]> refused) {}

  @Test
  void every_flipped_bit_is_refused() throws InterruptedException {
    assertThat(tail.await(1, Duration.ofSeconds(60))).isTrue();
    sealedDocument();
    envelope();
    signature("redactions", redactions().message());
    signature("attestation", attestation().message());
    signature("consent", consent().message());
    leaf();
    for (var target : targets) {
      assertThat(target.refused().test(target.bytes())).as("%s as it is", target.name()).isFalse();
    }
    long bits = targets.stream().mapToLong(t -> t.bytes().length * 8L).sum();
    var random = new Random(SEED);
    for (int i = 0; i < FLIPS; i++) {
      // Evenly over the targets' kinds first: a leaf's few bytes count as much as a document's
      // many.
      var target = targets.get(i % targets.size());
      int bit = random.nextInt(target.bytes().length * 8);
      var flipped = target.bytes().clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(target.refused().test(flipped))
          .as("%s, bit %d of %d in all, seed %d", target.name(), bit, bits, SEED)
          .isTrue();
    }
  }

  private void sealedDocument() {
    var id = "flips/" + ids.next();
    var row = SealedRow.seal(keys, ids, id, ids.bytes(600));
    targets.add(
        new Target(
            "ciphertext",
            row.ciphertext(),
            b -> broken(() -> new SealedRow(row.wrappedKey(), row.iv(), b).open(keys, id))));
    targets.add(
        new Target(
            "iv",
            row.iv(),
            b ->
                broken(() -> new SealedRow(row.wrappedKey(), b, row.ciphertext()).open(keys, id))));
    targets.add(
        new Target(
            "wrapped key",
            row.wrappedKey(),
            b -> broken(() -> new SealedRow(b, row.iv(), row.ciphertext()).open(keys, id))));
    targets.add(
        new Target(
            "associated data",
            id.getBytes(StandardCharsets.ISO_8859_1),
            b -> broken(() -> row.open(keys, new String(b, StandardCharsets.ISO_8859_1)))));
  }

  private void envelope() {
    var compact = envelopes.seal(config.org().id(), ids.bytes(600));
    targets.add(
        new Target(
            "release",
            compact.getBytes(StandardCharsets.ISO_8859_1),
            b -> broken(() -> envelopes.open(new String(b, StandardCharsets.ISO_8859_1)))));
  }

  /** Under another document's name there is no key: it could as well have been erased. */
  private static boolean broken(Runnable opens) {
    try {
      opens.run();
      return false;
    } catch (SealBroken | KeyDestroyed refused) {
      return true;
    }
  }

  private void signature(String name, byte[] message) {
    var signature = signing.sign(message);
    var key = signing.publicKey();
    targets.add(new Target(name + " message", message, b -> !Es256.verifies(key, b, signature)));
    targets.add(
        new Target(
            name + " signature",
            signature.getBytes(StandardCharsets.ISO_8859_1),
            b -> !Es256.verifies(key, message, new String(b, StandardCharsets.ISO_8859_1))));
    targets.add(
        new Target(
            name + " signature's own bits",
            Base64.getUrlDecoder().decode(signature),
            b ->
                !Es256.verifies(
                    key, message, Base64.getUrlEncoder().withoutPadding().encodeToString(b))));
  }

  private Redactions redactions() {
    var hash = Commitment.to(ids.salt(), new byte[0]).hex();
    return new Redactions("riverside", List.of(new DerivedCopy(ids.next(), 3, hash, hash, hash)));
  }

  private KeyAttestation attestation() {
    var now = Instant.parse("2026-01-01T00:00:00Z");
    return new KeyAttestation(
        "riverside", ids.next(), "thumbprint", "self", now, now.plusSeconds(60));
  }

  private ConsentChange consent() {
    var now = Instant.parse("2026-01-01T00:00:00Z");
    var hash = Commitment.to(ids.salt(), new byte[0]).hex();
    return new ConsentChange(
        "tallystick",
        ConsentChange.GRANT,
        ids.next(),
        2,
        hash,
        hash,
        "riverside",
        "harbor",
        ids.next(),
        now,
        now.plusSeconds(60));
  }

  /** A redacted copy in a record of three: its document, its salt and the original's commitment. */
  private void leaf() {
    var attributes = new ResourceAttributes("Observation", List.of(), List.of("PSY"), null);
    var hashes = new ArrayList<byte[]>();
    var original = Commitment.to(ids.salt(), ids.bytes(50));
    for (int i = 0; i < 3; i++) hashes.add(RecordTree.leaf(original, attributes));
    var tree = RecordTree.of(hashes);
    var salt = ids.salt();
    var document = ids.bytes(200);
    var copy = Commitment.to(salt, document).hex();
    var released = new ReleasedLeaf(ids.next(), 1, true, attributes, List.of(), copy);
    targets.add(
        new Target("leaf document", document, b -> lost(tree, released, salt, b, original)));
    targets.add(new Target("leaf salt", salt, b -> lost(tree, released, b, document, original)));
    targets.add(
        new Target(
            "leaf original",
            HexFormat.of().parseHex(original.hex()),
            b -> {
              var other = new Commitment(HexFormat.of().formatHex(b));
              return lost(tree, released, salt, document, other);
            }));
  }

  private static boolean lost(
      RecordTree tree, ReleasedLeaf released, byte[] salt, byte[] document, Commitment original) {
    var leaf =
        new Leaf(
            released,
            salt,
            document,
            tree.path(released.index()),
            tree.size(),
            tree.root(),
            original.hex());
    return !leaf.isOf(tree.root(), tree.size());
  }
}
