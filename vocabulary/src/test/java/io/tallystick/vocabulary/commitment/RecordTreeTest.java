package io.tallystick.vocabulary.commitment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.vocabulary.consent.Provision.Code;
import io.tallystick.vocabulary.consent.ResourceAttributes;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RecordTreeTest {

  @Property(tries = 200)
  void every_leaf_leads_to_the_root(
      @ForAll @IntRange(min = 1, max = 70) int size, @ForAll long seed) {
    var leaves = leaves(size, new Random(seed));
    var tree = RecordTree.of(leaves);
    for (int i = 0; i < size; i++) {
      assertThat(RecordTree.leadsToRoot(leaves.get(i), i, size, tree.path(i), tree.root()))
          .isTrue();
    }
  }

  @Property(tries = 200)
  void no_other_leaf_place_size_or_path_does(
      @ForAll @IntRange(min = 2, max = 40) int size, @ForAll long seed) {
    var random = new Random(seed);
    var leaves = leaves(size, random);
    var tree = RecordTree.of(leaves);
    int i = random.nextInt(size);
    var path = tree.path(i);
    var flipped = leaves.get(i).clone();
    flipped[random.nextInt(32)] ^= (byte) (1 << random.nextInt(8));
    assertThat(RecordTree.leadsToRoot(flipped, i, size, path, tree.root())).isFalse();
    int elsewhere = (i + 1 + random.nextInt(size - 1)) % size;
    assertThat(RecordTree.leadsToRoot(leaves.get(i), elsewhere, size, path, tree.root())).isFalse();
    assertThat(
            RecordTree.leadsToRoot(
                leaves.get(i), i, size, path.subList(1, path.size()), tree.root()))
        .isFalse();
    var longer = new ArrayList<>(path);
    longer.add(path.getFirst());
    assertThat(RecordTree.leadsToRoot(leaves.get(i), i, size, longer, tree.root())).isFalse();
  }

  @Property(tries = 100)
  void the_root_is_that_of_rfc_6962(
      @ForAll @IntRange(min = 1, max = 70) int size, @ForAll long seed) {
    var leaves = leaves(size, new Random(seed));
    assertThat(RecordTree.of(leaves).root()).isEqualTo(HexFormat.of().formatHex(mth(leaves)));
  }

  @Property(tries = 50)
  void a_leaf_binds_the_attributes_it_was_published_with(@ForAll long seed) {
    var random = new Random(seed);
    var salt = new byte[32];
    random.nextBytes(salt);
    var document = new byte[] {1, 2, 3};
    var day = LocalDate.of(2026, 1, 1);
    var code = new Code("http://loinc.org", "2093-3");
    var published = new ResourceAttributes("Observation", List.of(code), List.of("PSY"), day);
    var leaf = RecordTree.leaf(salt, document, published);
    assertThat(RecordTree.leaf(Commitment.to(salt, document), published)).isEqualTo(leaf);
    var others =
        List.of(
            new ResourceAttributes("Condition", List.of(code), List.of("PSY"), day),
            new ResourceAttributes("Observation", List.of(), List.of("PSY"), day),
            new ResourceAttributes("Observation", List.of(code), List.of(), day),
            new ResourceAttributes("Observation", List.of(code), List.of("PSY"), day.plusDays(1)),
            new ResourceAttributes("Observation", List.of(code), List.of("PSY"), null));
    for (var other : others) {
      assertThat(RecordTree.leaf(salt, document, other)).isNotEqualTo(leaf);
    }
  }

  /** MTH of RFC 6962 §2.1, written down a second time: k is the largest power of two below n. */
  private static byte[] mth(List<byte[]> d) {
    if (d.size() == 1) return d.getFirst();
    int k = 1;
    while (k * 2 < d.size()) k *= 2;
    return Commitment.sha256(new byte[] {1}, mth(d.subList(0, k)), mth(d.subList(k, d.size())));
  }

  private static List<byte[]> leaves(int size, Random random) {
    var leaves = new ArrayList<byte[]>();
    for (int i = 0; i < size; i++) {
      var salt = new byte[32];
      var document = new byte[random.nextInt(50)];
      random.nextBytes(salt);
      random.nextBytes(document);
      var attributes =
          new ResourceAttributes("Observation", List.of(), List.of(), LocalDate.of(2026, 1, 1));
      leaves.add(RecordTree.leaf(salt, document, attributes));
    }
    return leaves;
  }
}
