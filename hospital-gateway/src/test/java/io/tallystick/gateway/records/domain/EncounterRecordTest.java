package io.tallystick.gateway.records.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tallystick.vocabulary.commitment.RecordTree;
import io.tallystick.vocabulary.consent.ResourceAttributes;
import io.tallystick.vocabulary.json.CanonicalJson;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class EncounterRecordTest {

  @Property(tries = 60)
  void every_leaf_reopens_to_the_root_after_storage_and_no_altered_one_does(
      @ForAll @IntRange(min = 1, max = 70) int size, @ForAll long seed) {
    var record = record(size, new Random(seed));
    var stored = CanonicalJson.read(CanonicalJson.bytes(record), EncounterRecord.class);
    var root = record.tree().root();
    for (int i = 0; i < size; i++) {
      var leaf = stored.leaves().get(i);
      var path = stored.tree().path(i);
      assertThat(leads(leaf, i, size, path, root)).isTrue();
      leaf.document()[0] ^= 1;
      assertThat(leads(leaf, i, size, path, root)).isFalse();
      leaf.document()[0] ^= 1;
    }
  }

  private static boolean leads(
      RecordLeaf leaf, int index, int size, List<String> path, String root) {
    var hash = RecordTree.leaf(leaf.salt(), leaf.document(), leaf.attributes());
    return RecordTree.leadsToRoot(hash, index, size, path, root);
  }

  private static EncounterRecord record(int size, Random random) {
    var leaves = new ArrayList<RecordLeaf>();
    for (int i = 0; i < size; i++) {
      var document = new byte[1 + random.nextInt(200)];
      var salt = new byte[32];
      random.nextBytes(document);
      random.nextBytes(salt);
      leaves.add(
          new RecordLeaf(
              document, salt, new ResourceAttributes("Observation", List.of(), List.of(), null)));
    }
    return new EncounterRecord(List.of("E-1"), null, LocalDate.parse("2026-03-04"), leaves);
  }
}
