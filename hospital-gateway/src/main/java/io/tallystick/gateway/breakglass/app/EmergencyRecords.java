package io.tallystick.gateway.breakglass.app;

import io.tallystick.gateway.records.app.Records;
import io.tallystick.gateway.records.domain.EncounterRecord;
import io.tallystick.kit.release.ReleasePackage;
import io.tallystick.vocabulary.commitment.RecordTree;
import io.tallystick.vocabulary.ledger.ReleasedLeaf;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** What an emergency may need of a patient: the latest records, whatever their labels. */
@ApplicationScoped
public class EmergencyRecords {

  /**
   * @param recordIds the records that the leaves belong to
   * @param older records left out, being older
   */
  record Found(List<ReleasePackage.Leaf> leaves, List<String> recordIds, int older) {}

  private record Opened(String recordId, EncounterRecord record) {}

  private final Records records;

  public EmergencyRecords(Records records) {
    this.records = records;
  }

  /**
   * @param classes FHIR resource types; none means all
   */
  Found of(Handle tx, String patientId, List<String> classes, int most) {
    var opened =
        records.published(tx, patientId).stream()
            .flatMap(row -> opened(tx, row.recordId()).stream())
            .sorted(Comparator.comparing((Opened o) -> o.record().date()).reversed())
            .toList();
    var leaves = new ArrayList<ReleasePackage.Leaf>();
    opened.stream().limit(most).forEach(each -> leaves.addAll(needed(each, classes)));
    return new Found(
        List.copyOf(leaves),
        leaves.stream().map(leaf -> leaf.released().recordId()).distinct().toList(),
        Math.max(0, opened.size() - most));
  }

  private Optional<Opened> opened(Handle tx, String recordId) {
    return records.readable(tx, recordId).map(record -> new Opened(recordId, record));
  }

  private static List<ReleasePackage.Leaf> needed(Opened opened, List<String> classes) {
    var needed = new ArrayList<ReleasePackage.Leaf>();
    var tree = opened.record().tree();
    var leaves = opened.record().leaves();
    for (int i = 0; i < leaves.size(); i++) {
      boolean wanted = classes.isEmpty() || classes.contains(leaves.get(i).attributes().type());
      if (wanted) needed.add(original(opened, tree, i));
    }
    return needed;
  }

  private static ReleasePackage.Leaf original(Opened opened, RecordTree tree, int index) {
    var leaf = opened.record().leaves().get(index);
    return new ReleasePackage.Leaf(
        new ReleasedLeaf(opened.recordId(), index, false, leaf.attributes()),
        leaf.salt(),
        leaf.document(),
        tree.path(index),
        tree.size(),
        tree.root());
  }
}
