package io.tallystick.gateway.release.app;

import io.tallystick.gateway.records.domain.EncounterRecord;
import io.tallystick.gateway.release.domain.ReleaseDecision.PermittedLeaf;
import io.tallystick.kit.release.ReleasePackage;
import io.tallystick.vocabulary.ledger.ReleasedLeaf;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Gathers permitted leaves with their salts and their way to the record's root; nothing else. */
final class PrepareRelease {

  static List<ReleasePackage.Leaf> leaves(
      List<PermittedLeaf> permitted, Map<String, EncounterRecord> records) {
    var trees =
        records.keySet().stream()
            .collect(Collectors.toMap(Function.identity(), id -> records.get(id).tree()));
    var leaves = new ArrayList<ReleasePackage.Leaf>();
    for (var place : permitted) {
      var tree = trees.get(place.recordId());
      var leaf = records.get(place.recordId()).leaves().get(place.index());
      leaves.add(
          new ReleasePackage.Leaf(
              new ReleasedLeaf(
                  place.recordId(), place.index(), false, leaf.attributes(), place.obligations()),
              leaf.salt(),
              leaf.document(),
              tree.path(place.index()),
              tree.size(),
              tree.root()));
    }
    return List.copyOf(leaves);
  }

  private PrepareRelease() {}
}
